package io.tidegate.ingress;

import io.tidegate.event.KeyRequest;
import io.tidegate.metrics.FetchMeters.Outcome;
import io.tidegate.verify.key.KeyShelf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fetches senders' keys and puts them on the shelf. However many requests wait for a document, it
 * is fetched once; and when that failed, not again for a while. Owned by one event loop.
 */
final class KeyFetcher {

    /** How long nothing is fetched from where fetching has just failed. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final GuardedClient client;
    private final KeyShelf shelf;
    private final InstantSource clock;
    private final Map<KeyRequest, Future<Void>> underWay = new HashMap<>();
    private final Map<KeyRequest, Instant> failures = new LastFailures();

    /** A map of bounded size: senders can choose part of some addresses. */
    private static final class LastFailures extends LinkedHashMap<KeyRequest, Instant> {

        private static final long serialVersionUID = 1L;
        private static final int MOST = 500;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyRequest, Instant> eldest) {
            return size() > MOST;
        }
    }

    KeyFetcher(GuardedClient client, KeyShelf shelf, InstantSource clock) {
        this.client = client;
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * Completes, and never fails, when there is nothing more to wait for: what was found is on the
     * shelf, and what was not is not.
     */
    Future<Void> fetch(KeyRequest request) {
        Future<Void> running = underWay.get(request);
        if (running != null) {
            return running;
        }
        return isPaused(request) ? Future.succeededFuture() : start(request);
    }

    private boolean isPaused(KeyRequest request) {
        Instant now = clock.instant();
        Instant failedAt = failures.getOrDefault(request, Instant.MIN);
        return !now.isBefore(failedAt) && now.isBefore(failedAt.plus(PAUSE));
    }

    private Future<Void> start(KeyRequest request) {
        Promise<Void> ended = Promise.promise();
        underWay.put(request, ended.future());
        document(request)
                .onComplete(document -> put(request, document), it -> fail(request, it))
                .onComplete(
                        any -> {
                            underWay.remove(request);
                            ended.complete();
                        });
        return ended.future();
    }

    private Future<byte[]> document(KeyRequest request) {
        return Target.of(request)
                .map(client::fetch)
                .orElseGet(
                        () -> Future.failedFuture(new FetchFailure(Outcome.FORBIDDEN, "no https")));
    }

    private void put(KeyRequest request, byte[] document) {
        failures.remove(request);
        shelf.put(request, document, clock.instant());
    }

    private void fail(KeyRequest request, Throwable failure) {
        // Where there was only no room, its own turn may come at once.
        if (FetchFailure.of(failure).outcome() != Outcome.CROWDED) {
            failures.remove(request);
            failures.put(request, clock.instant());
            shelf.failed(request, clock.instant());
        }
    }
}
