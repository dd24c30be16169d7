package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Reply;
import io.tidegate.verify.EventNames;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.Judge;
import io.tidegate.verify.ReplyForm;
import io.tidegate.verify.key.KeyShelf;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

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
    private final ReplyForm acceptance;

    Provider(
            ProviderFile file,
            List<Scheme> schemes,
            List<Handshake> openHandshakes,
            List<Handshake> handshakes,
            EventNames names,
            ReplyForm acceptance) {
        this.file = file;
        this.schemes = List.copyOf(schemes);
        this.openHandshakes = List.copyOf(openHandshakes);
        this.handshakes = List.copyOf(handshakes);
        this.names = names;
        this.acceptance = acceptance;
    }

    /**
     * Compiles a file.
     *
     * @param settings what its source was told
     * @param shelf where keys are put that were fetched
     * @param problems told the path within the file and the text of everything that is wrong
     * @return the provider; empty if there was any problem
     */
    public static Optional<Provider> compile(
            ProviderFile file,
            Settings settings,
            KeyShelf shelf,
            BiConsumer<String, String> problems) {
        var workshop = Workshop.of(settings, shelf);
        return new ProviderCompiler(file, workshop, new Remarks("", problems)).compile();
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

    /** Whether a source can do without a secret: keys are fetched, or handed over by the sender. */
    public boolean needsNoSecret() {
        return isUnverified() || schemes.stream().allMatch(Scheme::fetchesKeys) || capturesSecret();
    }

    /** Whether the sender hands over the secret in a handshake. */
    public boolean capturesSecret() {
        return Stream.concat(openHandshakes.stream(), handshakes.stream())
                .anyMatch(it -> it.capture().isPresent());
    }

    /**
     * Whether a check with these secrets may cost so much time that it must not be made on an event
     * loop.
     */
    public boolean isHeavy(List<String> secrets) {
        return schemes.stream()
                .filter(Scheme::isHeavy)
                .anyMatch(it -> it.fetchesKeys() || secrets.stream().anyMatch(it::accepts));
    }

    /** Whether a check costs so much time that it must not be made on an event loop. */
    public boolean isHeavy() {
        return schemes.stream().anyMatch(Scheme::isHeavy);
    }

    /** The HTTP methods of its events and of its questions. */
    public Set<String> methods() {
        var methods = new LinkedHashSet<>(file.methods());
        Stream.concat(openHandshakes.stream(), handshakes.stream())
                .forEach(it -> methods.addAll(it.question().methods()));
        return methods;
    }

    /** Whether the secret has the form that this provider's secrets have. */
    public boolean accepts(String secret) {
        return schemes.stream().anyMatch(scheme -> scheme.accepts(secret));
    }

    /**
     * The answer to an accepted event, as far as it is the same for all; an empty body stands for
     * the gateway's own.
     */
    public Reply accepted() {
        return acceptance.fixed();
    }

    /**
     * A request as this provider would send it: its sample event, signed.
     *
     * @param secret one that this provider {@linkplain #accepts accepts}; empty for none, if the
     *     provider is unverified
     * @param to where it is sent, which some senders sign
     * @param now the time at which it is sent
     * @param id a new id for the event
     */
    public InboundRequest sample(String secret, URI to, Instant now, String id) {
        return sign(Sample.of(file.sample(), to, now, id), secret);
    }

    /**
     * The request with what proves it genuine, made with a secret that this provider {@linkplain
     * #accepts accepts}; the time is that of its receipt.
     *
     * @throws IllegalStateException with a message for the user, if it cannot be signed
     */
    public InboundRequest sign(InboundRequest request, String secret) {
        Evidence prepared = Sample.of(file.sample(), URI.create("/"), request.receivedAt(), "");
        return sign(Evidence.of(request).with(prepared.fields()), secret);
    }

    private InboundRequest sign(Evidence evidence, String secret) {
        return schemes.stream()
                .filter(scheme -> scheme.accepts(secret) && scheme.appliesTo(evidence))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no way to verify takes this secret for this request"))
                .sign(evidence, secret);
    }

    /** The ways to verify, in the order of the file. */
    List<Scheme> schemes() {
        return schemes;
    }

    /** What turns requests into verdicts, given the secrets; each scheme takes those it can use. */
    Judge judge(List<String> secrets) {
        List<Verifier> alternatives =
                schemes.stream()
                        .map(it -> it.with(secrets.stream().filter(it::accepts).toList()))
                        .toList();
        return new Judge(
                secrets,
                openHandshakes,
                Verifier.anyOf(alternatives),
                handshakes,
                Set.copyOf(file.methods()),
                names,
                acceptance.isFixed() ? Optional.empty() : Optional.of(acceptance));
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
