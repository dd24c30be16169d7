package io.tidegate.cli;

import io.tidegate.event.InboundRequest;
import io.tidegate.provider.Bench;
import io.tidegate.provider.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a correctly signed sample event, or a deliberately wrong one. */
@Command(
        name = "send",
        description = {
            "Sends a sample event, signed as the provider would sign it.",
            "Where the provider signs with a key pair, make one with --new-key FILE, configure",
            "secrets: [\"$${file:FILE}\"] for the source, and send with --secret \"$(cat FILE)\".",
            "Exits with 0 if the answer was 2xx; with --tamper or --stale if it was 401."
        })
public final class SendCommand implements Callable<Integer> {

    private static final Duration LONG_AGO = Duration.ofDays(31);

    @Parameters(paramLabel = "PROVIDER", description = "The id of a provider.")
    private String providerId = "";

    @ArgGroup(multiplicity = "1")
    private Aim aim = new Aim();

    @Option(
            names = "--secret",
            defaultValue = "${TIDEGATE_SECRET:-}",
            paramLabel = "SECRET",
            description = "What to sign with (default: the variable TIDEGATE_SECRET).")
    private String secret = "";

    @Option(
            names = "--url",
            defaultValue = "",
            paramLabel = "URL",
            description = "The address to sign, if the source is configured with one.")
    private String url = "";

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "Sends this file's bytes in place of the sample body.")
    private @Nullable Path body;

    @Option(names = "--id", paramLabel = "ID", description = "The event's id (default: a new one).")
    private String id = UUID.randomUUID().toString();

    @ArgGroup private Variant variant = new Variant();
    @Mixin private ProviderOptions options = new ProviderOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock = InstantSource.system();

    /** What is to be done. */
    private static final class Aim {

        @Option(
                names = "--to",
                paramLabel = "URL",
                description = "The address of the source, as http://localhost:8080/in/github-main.")
        private @Nullable URI to;

        @Option(
                names = "--new-key",
                paramLabel = "FILE",
                description = "Sends nothing; writes a new key pair of the provider's kind.")
        private @Nullable Path newKey;
    }

    /** The ways to send something else than one good request, of which one can be chosen. */
    private static final class Variant {

        @Option(names = "--tamper", description = "Changes the body after it was signed.")
        private boolean tamper;

        @Option(names = "--stale", description = "Signs it as if a month ago.")
        private boolean stale;

        @Option(names = "--repeat", description = "Sends the same request twice.")
        private boolean repeat;
    }

    @Override
    public Integer call() throws InterruptedException {
        var file = ProviderOptions.file(options.catalogue(), providerId);
        PrintWriter out = spec.commandLine().getOut();
        URI to = aim.to;
        if (to == null) {
            out.println(NewKey.write(file, Optional.ofNullable(aim.newKey).orElseThrow()));
            out.flush();
            return 0;
        }
        var bench = new Bench(file);
        bench.setPublicUrl(url);
        options.applyTo(bench, file);
        return send(request(checked(bench.provider()), to), new Post(to), out);
    }

    private int send(InboundRequest request, Post post, PrintWriter out)
            throws InterruptedException {
        boolean isWrong = variant.tamper || variant.stale;
        boolean isAsExpected = true;
        for (int i = 0; i < (variant.repeat ? 2 : 1); i++) {
            var answer = post.send(request);
            out.println(answer.statusCode() + " " + answer.body());
            isAsExpected &= isWrong ? answer.statusCode() == 401 : answer.statusCode() / 100 == 2;
        }
        out.flush();
        return isAsExpected ? 0 : 1;
    }

    private Provider checked(Provider provider) {
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

    private InboundRequest request(Provider provider, URI to) {
        Instant at = variant.stale ? clock.instant().minus(LONG_AGO) : clock.instant();
        try {
            var sample = provider.sample(secret, to, at, id);
            var own = ownBody();
            if (own.isPresent()) {
                sample = provider.sign(with(sample, own.get()), secret);
            }
            return variant.tamper ? with(sample, tampered(sample.body())) : sample;
        } catch (IllegalStateException e) {
            throw new CommandFailure(
                    "cannot sign like %s: %s".formatted(providerId, e.getMessage()));
        }
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
}
