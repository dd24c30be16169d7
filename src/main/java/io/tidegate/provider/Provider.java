package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Reply;
import io.tidegate.verify.EventNames;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.Judge;
import io.tidegate.verify.Scheme;
import io.tidegate.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A kind of sender, compiled from its file and ready for use: how it proves itself, what it asks
 * and how it names its events. It holds no secret; {@link Source} adds those.
 */
public final class Provider {

    private final ProviderFile file;
    private final List<Scheme> schemes;
    private final List<Handshake> openHandshakes;
    private final List<Handshake> handshakes;
    private final EventNames names;
    private final Reply accepted;

    Provider(
            ProviderFile file,
            List<Scheme> schemes,
            List<Handshake> openHandshakes,
            List<Handshake> handshakes,
            EventNames names,
            Reply accepted) {
        this.file = file;
        this.schemes = List.copyOf(schemes);
        this.openHandshakes = List.copyOf(openHandshakes);
        this.handshakes = List.copyOf(handshakes);
        this.names = names;
        this.accepted = accepted;
    }

    /**
     * Compiles a file.
     *
     * @param problems told the path within the file and the text of everything that is wrong
     * @return the provider; empty if there was any problem
     */
    public static Optional<Provider> compile(
            ProviderFile file, BiConsumer<String, String> problems) {
        return new ProviderCompiler(file, new Remarks("", problems)).compile();
    }

    /** The id in the catalogue, or {@code custom}. */
    public String id() {
        return file.id();
    }

    /** What its file says, for people. */
    public ProviderFile file() {
        return file;
    }

    /** Whether anybody can send, because one of the ways to verify proves nothing. */
    public boolean isUnverified() {
        return schemes.stream().anyMatch(Scheme::isOpen);
    }

    /** Whether the signature covers a time, so that a captured request grows stale. */
    public boolean signsTime() {
        return file.verify().stream().anyMatch(it -> !it.timestamp().from().isEmpty());
    }

    /** Whether the secret has the form that this provider's secrets have. */
    public boolean accepts(String secret) {
        return schemes.stream().anyMatch(scheme -> scheme.accepts(secret));
    }

    /** The answer to an accepted event; an empty body stands for the gateway's own. */
    public Reply accepted() {
        return accepted;
    }

    /**
     * A request as this provider would send it: its sample event, signed.
     *
     * @param secret one that this provider {@linkplain #accepts accepts}; empty for none, if the
     *     provider is unverified
     * @param now the time at which it is sent
     * @param id a new id for the event
     */
    public InboundRequest sample(String secret, Instant now, String id) {
        var sample = file.sample();
        Headers headers = Headers.of("Content-Type", "application/json");
        for (var field : sample.headers().entrySet()) {
            String value = filled(field.getValue(), now, id);
            headers = headers.without(field.getKey()).plus(field.getKey(), value);
        }
        byte[] body = filled(sample.body(), now, id).getBytes(StandardCharsets.UTF_8);
        return sign(new InboundRequest("POST", "/", headers, body, now), secret);
    }

    /**
     * The request with what proves it genuine, made with a secret that this provider {@linkplain
     * #accepts accepts}; the time is that of its receipt.
     */
    public InboundRequest sign(InboundRequest request, String secret) {
        return schemes.stream()
                .filter(scheme -> scheme.accepts(secret))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no secret of " + id()))
                .sign(request, secret);
    }

    private static String filled(String text, Instant now, String id) {
        return text.replace("{id}", id)
                .replace("{seconds}", Long.toString(now.getEpochSecond()))
                .replace("{millis}", Long.toString(now.toEpochMilli()));
    }

    /** What turns requests into verdicts, given the secrets; each scheme takes those it can use. */
    Judge judge(List<String> secrets) {
        List<Verifier> alternatives =
                schemes.stream()
                        .map(it -> it.with(secrets.stream().filter(it::accepts).toList()))
                        .toList();
        return new Judge(openHandshakes, Verifier.anyOf(alternatives), handshakes, names);
    }

    /** The names of header fields that hold a secret. */
    Set<String> secretHeaders() {
        var fields = new LinkedHashSet<String>();
        schemes.forEach(scheme -> fields.addAll(scheme.secretHeaders()));
        return fields;
    }

    @Override
    public String toString() {
        return id();
    }
}
