package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.Program;
import io.tidegate.testing.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, from a signed webhook to two services, as its user meets it. */
class GatewayIT {

    private static final String SECRET = "gateway-it-secret-0123456789";
    private static final String BODY =
            "{\"action\":\"closed\", \"number\": 1.0, \"é\":\"\\u00e9\"}\r\n";

    @TempDir static Path folder;
    private RecordingSink ci;
    private RecordingSink audit;
    private GatewayProcess gateway;

    @BeforeEach
    void start(@TempDir Path own) {
        ci = new RecordingSink();
        audit = new RecordingSink();
        gateway = new GatewayProcess(own, configuration(ci, audit)).start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        ci.close();
        audit.close();
    }

    @Test
    void eventArrivesAtBothDestinationsByteForByte() throws Exception {
        // Given a body that any parser would write differently
        Path body = Files.writeString(folder.resolve("body.json"), BODY);

        // When it is sent by the program's own sender
        var sent = send("github", "github-main", "--body", body.toString());

        // Then it is accepted and both get the very bytes
        assertThat(sent.output()).contains("202");
        assertThat(sent.exit()).isZero();
        var hash = RecordingSink.sha256(BODY.getBytes(StandardCharsets.UTF_8));
        for (var sink : new RecordingSink[] {ci, audit}) {
            eventually(() -> sink.received().size() == 1);
            assertThat(sink.received().get(0).sha256()).isEqualTo(hash);
            assertThat(sink.received().get(0).headers())
                    .containsKeys("webhook-id", "webhook-timestamp", "tidegate-attempt")
                    .containsEntry("tidegate-source", "github-main");
        }
    }

    @Test
    void tamperedAndStaleRequestsAreRefusedAndRepeatedOnesArriveOnce() {
        // When forged, stale and repeated requests are sent, and one that is genuine
        var tampered = send("github", "github-main", "--tamper");
        var stale = send("stripe", "stripe", "--stale");
        var repeated = send("github", "github-main", "--repeat");
        var last = send("stripe", "stripe");

        // Then the first two are refused, and of the others each event arrives once
        assertThat(tampered.output()).contains("401");
        assertThat(stale.output()).contains("401");
        assertThat(repeated.output().split("202", -1)).hasSize(3);
        assertThat(last.output()).contains("200");
        eventually(() -> audit.received().size() == 2);
        eventually(() -> metric("tidegate_duplicates_total{source=\"github-main\"} 1.0"));
        assertThat(audit.received()).hasSize(2);
        assertThat(metric("tidegate_rejections_total")).isTrue();
    }

    @Test
    void destinationThatWasDownGetsEverythingLater() {
        // Given that one of two destinations is down
        ci.setUp(false);
        for (int i = 0; i < 5; i++) {
            assertThat(send("github", "github-main").exit()).isZero();
        }
        eventually(() -> audit.received().size() == 5);
        assertThat(ci.received()).isEmpty();

        // When it returns
        ci.setUp(true);

        // Then it gets what the other got, under the same ids
        eventually(() -> ci.received().size() == 5);
        assertThat(ci.received().stream().map(it -> it.headers().get("webhook-id")))
                .containsExactlyInAnyOrderElementsOf(
                        audit.received().stream()
                                .map(it -> it.headers().get("webhook-id"))
                                .toList());
        assertThat(Integer.parseInt(ci.received().get(0).headers().get("tidegate-attempt")))
                .isGreaterThan(1);
    }

    @Test
    void secondGatewayOnTheSamePortSaysSoInOneLine() {
        // When a second one is started on the port of the first
        var result =
                Program.run(
                        folder,
                        "serve",
                        "--store",
                        "memory",
                        "--config",
                        write(
                                "taken.yaml",
                                "public: { port: %d, host: 127.0.0.1 }\nadmin: { port: 0 }\n"
                                        .formatted(gateway.publicPort())));

        // Then it ends with one line that names the port
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output().strip().lines().filter(it -> it.startsWith("tidegate:")))
                .singleElement()
                .asString()
                .contains("port " + gateway.publicPort());
    }

    @Test
    void wrongConfigurationIsReportedWholeWithLines() {
        // Given a file with three mistakes
        var file =
                write(
                        "wrong.yaml",
                        """
                        sources:
                          shop: { provider: shopifi, secrets: ["0123456789"] }
                        destinations:
                          one: { http: { url: "nowhere" } }
                        routes:
                          all: { from: [shop], to: [two] }
                        """);

        // When it is checked
        var result = Program.run(folder, "check", "--config", file);

        // Then all are told, each with its line
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output())
                .contains(
                        file + ":2:",
                        "shopifi",
                        file + ":4:",
                        "destinations.one.http.url",
                        file + ":6:",
                        "two");
    }

    private Program.Result send(String provider, String source, String... options) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("send", provider, "--to", gateway.source(source) + ""));
        arguments.addAll(List.of("--secret", SECRET));
        arguments.addAll(List.of(options));
        return Program.run(folder, arguments.toArray(String[]::new));
    }

    private boolean metric(String line) {
        return gateway.admin("/metrics").body().contains(line);
    }

    private String write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    private static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
    }

    private static String configuration(RecordingSink ci, RecordingSink audit) {
        return """
        sources:
          github-main: { provider: github, secrets: ["%1$s"] }
          stripe: { provider: stripe, secrets: ["%1$s"] }
        destinations:
          ci:
            http: { url: "%2$s" }
            retry: { first: 100ms, factor: 2, max: 1s, attempts: 50 }
            # Else events that come late, on a slow machine, are not even tried while it is down.
            breaker: { failures: 1000 }
          audit: { http: { url: "%3$s" } }
        routes:
          all: { from: [github-main, stripe], to: [ci, audit] }
        """
                .formatted(SECRET, ci.url(), audit.url());
    }
}
