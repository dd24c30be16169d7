package io.tidegate.ingress;

import io.tidegate.log.LogLimit;
import io.tidegate.metrics.FetchMeters;
import io.tidegate.metrics.FetchMeters.Outcome;
import io.tidegate.outbound.Lookup;
import io.tidegate.outbound.OutboundClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from addresses that follow from what strangers send, and so does it seldom, briefly and
 * not from everywhere. Owned by the event loop on which it was made.
 */
final class GuardedClient {

    /** So many fetches are under way at most. */
    static final int MOST_AT_ONCE = 4;

    /** So many wait for their turn at most. */
    static final int MOST_WAITING = 64;

    private static final Logger LOGGER = LoggerFactory.getLogger(GuardedClient.class);
    private static final int LINES_PER_SECOND = 2;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final Lookup lookup;
    private final FetchMeters meters;
    private final Deque<Fetch> waiting = new ArrayDeque<>();
    private final Duration limit;
    private final LogLimit logLimit = new LogLimit(LINES_PER_SECOND, System.nanoTime());
    private int running;

    GuardedClient(Vertx vertx, Outbound outbound, FetchMeters meters) {
        this.vertx = vertx;
        client = OutboundClient.of(vertx, outbound.options(), new PoolOptions());
        lookup = new Lookup(vertx, outbound.mayReach());
        this.limit = outbound.limit();
        this.meters = meters;
    }

    /** What is there; fails with {@link FetchFailure} within the limit. */
    Future<byte[]> fetch(Target target) {
        waiting.removeIf(Fetch::isOver);
        if (waiting.size() == MOST_WAITING) {
            var crowded = new FetchFailure(Outcome.CROWDED, "too many fetches wait");
            note(target, crowded);
            return Future.failedFuture(crowded);
        }
        var fetch = new Fetch(vertx, target, limit);
        fetch.result().onComplete(got -> meters.ended(Outcome.FETCHED), it -> note(target, it));
        waiting.add(fetch);
        startNext();
        return fetch.result();
    }

    private void startNext() {
        while (running < MOST_AT_ONCE && !waiting.isEmpty()) {
            Fetch next = waiting.remove();
            if (!next.isOver()) {
                running++;
                next.start(lookup, client).onComplete(ended -> makeRoom());
            }
        }
    }

    private void makeRoom() {
        running--;
        startNext();
    }

    private void note(Target target, Throwable failure) {
        var outcome = FetchFailure.of(failure).outcome();
        meters.ended(outcome);
        long leftOut = logLimit.admit(System.nanoTime());
        if (leftOut != LogLimit.SILENT) {
            LOGGER.atWarn()
                    .addKeyValue("server", target)
                    .addKeyValue("error", failure.getMessage())
                    .addKeyValue("suppressed", leftOut)
                    .log("fetch failed");
        }
    }

    /** Gives up what is under way; never fails. */
    Future<Void> close() {
        return client.close().otherwiseEmpty();
    }
}
