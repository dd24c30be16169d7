package io.tidegate.ingress;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.KeyRequest;
import io.tidegate.event.Verdict;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.provider.Source;
import io.tidegate.store.NoVault;
import io.tidegate.store.SecretVaults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the door has done elsewhere before it can answer: heavy checks, and errands to other
 * servers. All results come back to the event loop of the caller. Safe for any thread.
 */
final class BackOffice {

    private final Vertx vertx;
    private final Verifiers verifiers;
    private final HomeLoop home;
    private final GuardedClient fetcher;
    private final GuardedClient visitor;
    private final KeyFetcher keys;
    private final Captures captures;
    private final long timer;

    /**
     * Opens an office on the event loop of the calling verticle, which runs all its errands.
     *
     * @param sources whose senders may hand over secrets
     */
    BackOffice(
            Vertx vertx,
            Verifiers verifiers,
            Collection<Source> sources,
            Supplies supplies,
            GatewayMetrics metrics,
            InstantSource clock) {
        this.vertx = vertx;
        this.verifiers = verifiers;
        home = new HomeLoop(vertx);
        fetcher = new GuardedClient(vertx, supplies.outbound(), metrics.keyFetches());
        visitor = new GuardedClient(vertx, supplies.outbound(), metrics.visits());
        keys = new KeyFetcher(fetcher, supplies.shelf(), clock);
        SecretVaults vaults = supplies.secretKey().isPresent() ? supplies.vaults() : NoVault::new;
        captures = new Captures(vertx, vaults, new Seal(supplies.secretKey()), System::nanoTime);
        captures.serve(capturing(sources));
        // While the vault is away what is known stays known, and the next look may succeed.
        timer =
                vertx.setPeriodic(
                        0, Captures.PERIOD_MILLIS, tick -> captures.look().otherwiseEmpty());
    }

    private static List<Source> capturing(Collection<Source> sources) {
        return sources.stream().filter(Source::capturesSecret).toList();
    }

    /**
     * Goes over to other sources; completes when each knows the secrets that were captured for it,
     * as far as the vault can be asked. Never fails.
     */
    Future<Void> serve(Collection<Source> sources) {
        return home.call(
                () -> {
                    captures.serve(capturing(sources));
                    return captures.look().otherwiseEmpty();
                });
    }

    /** The verdict on a request; empty if too many requests wait already. */
    Optional<Future<Verdict>> judge(Judging judging, InboundRequest request) {
        return verifiers.judge(judging, request, vertx.getOrCreateContext());
    }

    /** Completes, and never fails, when the keys are there or will not come. */
    Future<Void> fetchKeys(KeyRequest request) {
        return home.call(() -> keys.fetch(request));
    }

    /** Whether the address could be fetched. Never fails. */
    Future<Boolean> visit(String url) {
        return home.call(
                () ->
                        Target.of(url)
                                .map(target -> visitor.fetch(target).map(true).otherwise(false))
                                .orElseGet(() -> Future.succeededFuture(false)));
    }

    /**
     * Takes a secret that a sender hands over; false if its source is not open for one. Fails with
     * {@code StoreException} while the store is away.
     */
    Future<Boolean> capture(String source, String secret) {
        return home.call(() -> captures.capture(source, secret));
    }

    /**
     * Looks for secrets that other gateways have captured until now. Fails with {@code
     * StoreException} while the store is away.
     */
    Future<Void> lookAgain() {
        return home.call(captures::lookAgain);
    }

    /** Gives up what is under way; never fails. */
    Future<Void> close() {
        vertx.cancelTimer(timer);
        return captures.close().eventually(fetcher::close).eventually(visitor::close);
    }
}
