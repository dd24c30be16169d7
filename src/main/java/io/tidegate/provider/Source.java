package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceConfig;
import io.tidegate.event.Event;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.verify.Judge;
import io.tidegate.verify.key.KeyShelf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A configured entrance: a provider with secrets and limits. Shared by all event loops; nothing of
 * it changes but the secrets that its sender hands over.
 */
public final class Source {

    private final String name;
    private final Provider provider;
    private final SourceConfig config;
    private final List<String> configured;
    private final Reply accepted;
    private final KeptHeaders keptHeaders;
    private volatile Judge judge;

    private Source(String name, Provider provider, SourceConfig config) {
        this.name = name;
        this.provider = provider;
        this.config = config;
        configured = config.secrets().stream().map(Secret::value).toList();
        judge = provider.judge(configured);
        accepted = provider.accepted();
        keptHeaders = new KeptHeaders(provider.secretHeaders());
    }

    /**
     * Compiles a source.
     *
     * @param name what stands in its address, {@code /in/{name}}
     * @param shelf where keys are put that were fetched
     * @param problems told the path within the source, as {@code secrets[0]}, and the text of
     *     everything that is wrong
     * @return the source; empty if there was any problem
     */
    public static Optional<Source> compile(
            String name,
            SourceConfig config,
            Catalogue catalogue,
            KeyShelf shelf,
            BiConsumer<String, String> problems) {
        return file(config, catalogue, new Remarks("", problems))
                .flatMap(file -> compile(name, config, file, shelf, problems));
    }

    /** The same with the file of the provider at hand. */
    public static Optional<Source> compile(
            String name,
            SourceConfig config,
            ProviderFile file,
            KeyShelf shelf,
            BiConsumer<String, String> problems) {
        var remarks = new Remarks("", problems);
        return provider(file, config, shelf, remarks)
                .filter(provider -> hasUsableSecrets(provider, config.secrets(), remarks))
                .map(provider -> new Source(name, provider, config));
    }

    private static Optional<ProviderFile> file(
            SourceConfig config, Catalogue catalogue, Remarks remarks) {
        if (config.provider().isEmpty()) {
            return Optional.of(ProviderFile.custom(config.verify()));
        }
        Optional<ProviderFile> file = catalogue.file(config.provider());
        if (file.isEmpty()) {
            remarks.at("provider")
                    .add(
                            "there is no provider '%s'; 'tidegate providers' lists them"
                                    .formatted(config.provider()));
        }
        return file;
    }

    private static Optional<Provider> provider(
            ProviderFile file, SourceConfig config, KeyShelf shelf, Remarks remarks) {
        return SourceSettings.of(file, config, remarks.at("settings"))
                .flatMap(it -> Provider.compile(file, it, shelf, remarks.report()));
    }

    /** Fails closed: what is signed needs a secret, and a secret needs something signed. */
    private static boolean hasUsableSecrets(
            Provider provider, List<Secret> secrets, Remarks remarks) {
        if (provider.isUnverified() && !secrets.isEmpty()) {
            remarks.at("secrets")
                    .add(
                            "are never used, because nothing is verified; say how in verify, or"
                                    + " drop them");
            return false;
        }
        if (secrets.isEmpty() && !provider.needsNoSecret()) {
            remarks.at("secrets").add("is required; add secrets: [\"${NAME_OF_A_VARIABLE}\"]");
            return false;
        }
        boolean isUsable = true;
        for (int i = 0; i < secrets.size(); i++) {
            if (!provider.accepts(secrets.get(i).value())) {
                remarks.at("secrets").item(i).add("has not the form of " + provider + " secrets");
                isUsable = false;
            }
        }
        return isUsable;
    }

    /** The name in the address. */
    public String name() {
        return name;
    }

    /** The id of the provider, or {@code custom} where the source itself says how to verify. */
    public String providerId() {
        return provider.id();
    }

    /** Whether anybody can send here. */
    public boolean isUnverified() {
        return provider.isUnverified();
    }

    /** Whether a verdict costs so much time that it must not be made on an event loop. */
    public boolean isHeavy() {
        return provider.isHeavy(judge.secrets());
    }

    /** Whether its sender may say which trace a request belongs to, and if it is recorded. */
    public boolean trustsTrace() {
        return config.trustTrace();
    }

    /** Whether its sender hands over secrets in a handshake. */
    public boolean capturesSecret() {
        return provider.capturesSecret();
    }

    /** Whether the configuration gives it a secret. */
    public boolean hasConfiguredSecret() {
        return !configured.isEmpty();
    }

    /**
     * Whether the sender may hand over this secret: it has the form that the provider's secrets
     * have.
     */
    public boolean accepts(String secret) {
        return provider.accepts(secret);
    }

    /** Whether requests are believed that are made with this secret. */
    public boolean knows(String secret) {
        byte[] shown = secret.getBytes(StandardCharsets.UTF_8);
        boolean isKnown = false;
        for (String known : judge.secrets()) {
            isKnown |= MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), shown);
        }
        return isKnown;
    }

    /**
     * Believes these secrets too from now on, which the sender handed over, and no longer those
     * that were learnt before and are not among them.
     */
    public void learn(List<String> captured) {
        judge = provider.judge(Stream.concat(configured.stream(), captured.stream()).toList());
    }

    /** How its sender should prove itself, as {@code WWW-Authenticate} says it. */
    public String challenge() {
        return provider.challenge();
    }

    /** The HTTP methods of its events and of its provider's questions. */
    public Set<String> methods() {
        return provider.methods();
    }

    /** Whether bodies may be compressed. */
    public boolean mayBeCompressed() {
        return provider.file().compressed();
    }

    /**
     * The largest body in bytes.
     *
     * @param usual the limit of the public port, for sources that set none
     */
    public long maxBodyBytes(long usual) {
        long own = config.maxBody().bytes();
        return own == 0 ? usual : own;
    }

    /**
     * When its events are duplicates of one another.
     *
     * @param usual the window where neither the source nor its provider says one
     */
    public Dedup dedup(Duration usual) {
        return Dedup.of(config.dedup(), provider.file(), usual);
    }

    /** Whether its sender never sends an event again that got no good answer. */
    public boolean sendsOnce() {
        return provider.file().sender().once();
    }

    /**
     * How long its sender may be kept waiting for an answer, so that it still hears it.
     *
     * @param most the longest, whatever the sender would wait
     */
    public Duration patience(Duration most) {
        Duration own = provider.file().sender().timeout().multipliedBy(2).dividedBy(3);
        return own.compareTo(most) < 0 ? own : most;
    }

    /** The answer to an accepted event; an empty body stands for the gateway's own. */
    public Reply accepted() {
        return accepted;
    }

    /** The verdict on a request to this source. Never throws, whatever was sent; never blocks. */
    public Verdict verify(InboundRequest request) {
        return judge.judge(request);
    }

    /** The event that a genuine request is, with the headers that are kept. */
    public Event event(InboundRequest request, Verdict.Genuine verdict) {
        return new Event(
                name,
                provider.id(),
                verdict.type(),
                verdict.dedupKey(),
                request.receivedAt(),
                keptHeaders.of(request.headers()),
                content(request));
    }

    /**
     * The event that the request would be if it were genuine: to try things out, and never for a
     * request that came in.
     */
    public Event supposing(InboundRequest request) {
        return event(request, judge.supposing(request));
    }

    /** Some senders put the whole event into the query of a GET; then that is its content. */
    private static byte[] content(InboundRequest request) {
        return request.method().equals("GET")
                ? request.query().getBytes(StandardCharsets.UTF_8)
                : request.body();
    }

    @Override
    public String toString() {
        return name;
    }
}
