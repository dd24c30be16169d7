package io.tidegate.ingress;

import io.tidegate.provider.Source;
import io.tidegate.store.NoVault;
import io.tidegate.store.SecretVault;
import io.tidegate.store.SecretVaults;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets that senders hand over in handshakes. The first one is trusted; a further one only
 * while an operator has opened the source for it. They are kept sealed in a vault that all gateways
 * share, and each gateway looks there for what others have captured. Owned by one event loop.
 */
final class Captures {

    /** How often to look what other gateways have captured. */
    static final long PERIOD_MILLIS = 3_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(Captures.class);

    /** Forged requests make us look no more often than this. */
    private static final long SHORTEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Future<Boolean> KNOWN = Future.succeededFuture(true);

    private final Vertx vertx;
    private final SecretVaults vaults;
    private final Seal seal;
    private final LongSupplier nanoTime;
    private final Map<String, List<String>> learnt = new HashMap<>();
    private final Map<HandedOver, Future<Boolean>> underWay = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private Map<String, Source> sources = Map.of();
    private SecretVault vault = new NoVault();
    private boolean isOpen;
    private Optional<Future<Void>> nextLook = Optional.empty();
    private long lookedNanos;

    /** A secret and the source that it was handed to. */
    private record HandedOver(String source, String secret) {

        @Override
        public String toString() {
            return "a secret for " + source;
        }
    }

    /** Captures for no source yet. */
    Captures(Vertx vertx, SecretVaults vaults, Seal seal, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.vaults = vaults;
        this.seal = seal;
        this.nanoTime = nanoTime;
        lookedNanos = nanoTime.getAsLong() - SHORTEST_PERIOD_NANOS;
    }

    /**
     * Goes over to other sources, those whose senders hand over secrets. What was learnt of one
     * before is passed on to its successor.
     */
    void serve(Collection<Source> next) {
        sources = next.stream().collect(Collectors.toMap(Source::name, it -> it));
        learnt.keySet().retainAll(sources.keySet());
        sources.values().forEach(it -> it.learn(learnt.getOrDefault(it.name(), List.of())));
        if (!isOpen && !sources.isEmpty()) {
            isOpen = true;
            vault = vaults.openVault();
        }
    }

    /**
     * Takes a secret; false if this source is not open for one. A secret that is known already is
     * taken again, because a sender that got no answer asks again. Fails with {@code
     * StoreException} while the vault is away.
     */
    Future<Boolean> capture(String name, String secret) {
        Source source = sources.get(name);
        if (source == null || !source.accepts(secret)) {
            return Future.succeededFuture(false);
        }
        if (source.knows(secret)) {
            return KNOWN;
        }
        var handedOver = new HandedOver(name, secret);
        Future<Boolean> running = underWay.get(handedOver);
        return running != null ? running : start(source, handedOver);
    }

    private Future<Boolean> start(Source source, HandedOver handedOver) {
        String secret = handedOver.secret();
        Promise<Boolean> taken = Promise.promise();
        underWay.put(handedOver, taken.future());
        lookAgain()
                .compose(looked -> source.knows(secret) ? KNOWN : keep(source, secret))
                .onComplete(end -> underWay.remove(handedOver))
                .onComplete(taken);
        return taken.future();
    }

    private Future<Boolean> keep(Source source, String secret) {
        String name = source.name();
        return vault.keep(name, seal.seal(name, secret), !source.hasConfiguredSecret())
                .compose(
                        isKept -> isKept ? learn(source, secret) : learntMeanwhile(source, secret));
    }

    /** Whether another gateway has kept this very secret a moment ago. */
    private Future<Boolean> learntMeanwhile(Source source, String secret) {
        return lookAgain().map(looked -> source.knows(secret));
    }

    private Future<Boolean> learn(Source source, String secret) {
        var secrets = new ArrayList<>(learnt.getOrDefault(source.name(), List.of()));
        secrets.add(secret);
        learn(source, secrets);
        LOGGER.atInfo().addKeyValue("source", source.name()).log("secret captured");
        return KNOWN;
    }

    private void learn(Source source, List<String> secrets) {
        learnt.put(source.name(), List.copyOf(secrets));
        source.learn(secrets);
    }

    /**
     * Looks for what other gateways have captured until now; waits a moment if somebody has just
     * looked, and then looks for all who wait. Fails with {@code StoreException} while the vault is
     * away.
     */
    Future<Void> lookAgain() {
        return nextLook.orElseGet(this::planLook);
    }

    private Future<Void> planLook() {
        long waitNanos = lookedNanos + SHORTEST_PERIOD_NANOS - nanoTime.getAsLong();
        if (waitNanos <= 0) {
            return look();
        }
        Promise<Void> looked = Promise.promise();
        nextLook = Optional.of(looked.future());
        vertx.timer(waitNanos, TimeUnit.NANOSECONDS)
                .onComplete(
                        now -> {
                            nextLook = Optional.empty();
                            look().onComplete(looked);
                        });
        return looked.future();
    }

    /** Looks at once. */
    Future<Void> look() {
        lookedNanos = nanoTime.getAsLong();
        return vault.all().onSuccess(this::note).mapEmpty();
    }

    private void note(Map<String, List<byte[]>> all) {
        for (Source source : sources.values()) {
            List<String> secrets =
                    all.getOrDefault(source.name(), List.of()).stream()
                            .flatMap(it -> open(source, it).stream())
                            .toList();
            var before = Set.copyOf(learnt.getOrDefault(source.name(), List.of()));
            if (!before.equals(Set.copyOf(secrets))) {
                learn(source, secrets);
            }
        }
    }

    private Optional<String> open(Source source, byte[] sealed) {
        Optional<String> secret = seal.open(source.name(), sealed);
        if (secret.isEmpty() && unreadable.add(source.name())) {
            LOGGER.atError()
                    .addKeyValue("source", source.name())
                    .log("a captured secret was sealed with another store.secretKey");
        }
        return secret;
    }

    /** Closes the vault; never fails. */
    Future<Void> close() {
        return vault.close();
    }
}
