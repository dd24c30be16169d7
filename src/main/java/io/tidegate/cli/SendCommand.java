package io.tidegate.cli;

import io.tidegate.event.InboundRequest;
import io.tidegate.provider.Catalogue;
import io.tidegate.provider.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a correctly signed sample event, or a deliberately wrong one. */
@Command(
        name = "send",
        description = {
            "Sends a sample event, signed as the provider would sign it.",
            "Exits with 0 if the answer was 2xx; with --tamper or --stale if it was 401."
        })
public final class SendCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONG_AGO = Duration.ofDays(2);

    @Parameters(paramLabel = "PROVIDER", description = "The id of a provider.")
    private String providerId = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "The address of the source, as http://localhost:8080/in/github-main.")
    private URI to = URI.create("http://localhost");

    @Option(
            names = "--secret",
            defaultValue = "${TIDEGATE_SECRET:-}",
            paramLabel = "SECRET",
            description = "What to sign with (default: the variable TIDEGATE_SECRET).")
    private String secret = "";

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "Sends this file's bytes in place of the sample body.")
    private @Nullable Path body;

    @Option(names = "--id", paramLabel = "ID", description = "The event's id (default: a new one).")
    private String id = UUID.randomUUID().toString();

    @ArgGroup private Variant variant = new Variant();
    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock = InstantSource.system();

    /** The ways to send something else than one good request, of which one can be chosen. */
    private static final class Variant {

        @Option(names = "--tamper", description = "Changes the body after it was signed.")
        private boolean tamper;

        @Option(names = "--stale", description = "Signs it as if two days ago.")
        private boolean stale;

        @Option(names = "--repeat", description = "Sends the same request twice.")
        private boolean repeat;
    }

    @Override
    public Integer call() throws InterruptedException {
        var provider = provider();
        var request = request(provider);
        boolean isWrong = variant.tamper || variant.stale;
        boolean isAsExpected = true;
        for (int i = 0; i < (variant.repeat ? 2 : 1); i++) {
            int status = send(request);
            isAsExpected &= isWrong ? status == 401 : status / 100 == 2;
        }
        return isAsExpected ? 0 : 1;
    }

    private Provider provider() {
        var provider =
                Catalogue.load()
                        .find(providerId)
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "no provider '%s'; 'tidegate providers' lists them"
                                                        .formatted(providerId)));
        if (!provider.isUnverified() && secret.isEmpty()) {
            throw new CommandFailure(providerId + " signs its requests: give --secret");
        }
        if (!provider.isUnverified() && !provider.accepts(secret)) {
            throw new CommandFailure("the secret has not the form of " + providerId + " secrets");
        }
        if (variant.stale && !provider.signsTime()) {
            throw new CommandFailure(
                    providerId + " signs no time, so no request of it can be stale");
        }
        return provider;
    }

    private InboundRequest request(Provider provider) {
        Instant at = variant.stale ? clock.instant().minus(LONG_AGO) : clock.instant();
        var sample = provider.sample(secret, at, id);
        var own = ownBody();
        if (own.isPresent()) {
            sample = provider.sign(with(sample, own.get()), secret);
        }
        return variant.tamper ? with(sample, tampered(sample.body())) : sample;
    }

    private Optional<byte[]> ownBody() {
        if (body == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(body));
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + body + ": " + e.getMessage());
        }
    }

    private static InboundRequest with(InboundRequest request, byte[] body) {
        return new InboundRequest(
                request.method(), request.target(), request.headers(), body, request.receivedAt());
    }

    /** The same length, one letter off, so that nothing but the signature can tell. */
    private static byte[] tampered(byte[] body) {
        byte[] changed = body.length == 0 ? new byte[1] : body.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    private int send(InboundRequest request) throws InterruptedException {
        var answer = exchange(outgoing(request));
        PrintWriter out = spec.commandLine().getOut();
        out.println(answer.statusCode() + " " + answer.body());
        out.flush();
        return answer.statusCode();
    }

    private HttpRequest outgoing(InboundRequest request) {
        var outgoing =
                HttpRequest.newBuilder(target(request))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(outgoing::header);
        return outgoing.build();
    }

    /** A scheme that carries its token in the query has put it into the request's own target. */
    private URI target(InboundRequest request) {
        return request.query().isEmpty() ? to : URI.create(to + "?" + request.query());
    }

    private HttpResponse<String> exchange(HttpRequest request) throws InterruptedException {
        try {
            var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure("no answer from " + to + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? "connection refused" : message;
    }
}
