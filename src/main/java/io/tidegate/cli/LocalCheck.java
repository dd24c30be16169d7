package io.tidegate.cli;

import io.tidegate.config.AdminConfig;
import io.tidegate.config.GatewayConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceConfig;
import io.tidegate.provider.Source;
import io.tidegate.store.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be found out without Redis: ports, secrets and the folder of the embedded server. */
final class LocalCheck {

    private static final int LONG_ENOUGH = 16;
    private static final String EXAMPLE = "change-me";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final GatewayConfig config;
    private final Iterable<Source> sources;

    LocalCheck(Blueprint blueprint) {
        config = blueprint.config();
        sources = blueprint.sources().values();
    }

    /** All findings; waits for a moment if a port is taken, to see by whom. */
    List<Finding> findings() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        var port = config.publicPort();
        findings.add(port("public", port.host(), port.port()));
        findings.add(port("admin", config.admin().host(), config.admin().port()));
        config.sources().forEach((name, source) -> findings.addAll(secrets(name, source)));
        for (Source source : sources) {
            if (source.isUnverified()) {
                findings.add(unverified(source.name()));
            }
        }
        findings.addAll(token(config.admin()));
        return findings;
    }

    private Finding port(String which, String host, int port) throws InterruptedException {
        String subject = which + " port";
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return Finding.ok(subject, host + ":" + port + " is free");
        } catch (IOException taken) {
            return isServing()
                    ? Finding.ok(subject, host + ":" + port + " is taken while a gateway runs here")
                    : Finding.error(
                            subject,
                            "cannot listen on " + host + ":" + port + ": " + taken.getMessage(),
                            "stop what uses it, or change " + which + ".port");
        }
    }

    private boolean isServing() throws InterruptedException {
        var admin = config.admin();
        var live = URI.create("http://" + admin.host() + ":" + admin.port() + "/health/live");
        try {
            var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            var request = HttpRequest.newBuilder(live).timeout(PATIENCE).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.body().contains("\"live\"");
        } catch (IOException | IllegalArgumentException nobody) {
            return false;
        }
    }

    private static List<Finding> secrets(String name, SourceConfig source) {
        var findings = new ArrayList<Finding>();
        String subject = "source " + name;
        for (Secret secret : source.secrets()) {
            if (secret.value().startsWith(EXAMPLE)) {
                findings.add(
                        Finding.warning(
                                subject,
                                "its secret is that of the example, which everybody knows",
                                "agree on one of its own with the sender"));
            } else if (secret.value().length() < LONG_ENOUGH) {
                findings.add(
                        Finding.warning(
                                subject,
                                "a secret has less than " + LONG_ENOUGH + " characters",
                                "take a longer one, if the sender allows it"));
            } else {
                findings.add(Finding.ok(subject, "has a secret"));
            }
        }
        return findings;
    }

    private static Finding unverified(String name) {
        return Finding.warning(
                "source " + name,
                "requests are not verified: anybody can send events",
                "write down how the sender signs, with verify");
    }

    private static List<Finding> token(AdminConfig admin) {
        boolean isShort = admin.token().isPresent() && admin.token().value().length() < LONG_ENOUGH;
        return isShort
                ? List.of(
                        Finding.warning(
                                "admin.token",
                                "it has less than " + LONG_ENOUGH + " characters",
                                "take a longer one: openssl rand -hex 32"))
                : List.of();
    }

    /** Whether the embedded server, which does not run, can be started in its folder. */
    static Finding folder(String data) {
        Path folder = Path.of(data).toAbsolutePath();
        for (Path next = folder; next != null && !Files.exists(folder); next = next.getParent()) {
            folder = next;
        }
        return Files.isDirectory(folder) && Files.isWritable(folder)
                ? Finding.ok("connection", "the embedded redis is started with the gateway")
                : Finding.error(
                        "connection",
                        "the embedded redis cannot keep files in " + data,
                        "make the folder writable, or change redis.data");
    }
}
