package io.tidegate.store.redis;

import io.tidegate.redis.Cluster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Asks for a cluster until somebody says who has what: before that there is nobody to connect to.
 * Owned by one event loop.
 */
final class ClusterSearch {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Cluster cluster;
    private final LinkStanding standing;
    private final Promise<Void> tried = Promise.promise();
    private String complaint = "some slots are nobody's";
    private boolean isOver;

    /**
     * A search that has not begun.
     *
     * @param standing how the link is until the search has ended
     */
    ClusterSearch(Vertx vertx, Cluster cluster, LinkStanding standing) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.standing = standing;
    }

    /** Says nothing in the log. */
    void hush() {
        standing.hush();
    }

    /**
     * Begins.
     *
     * @param found called when the cluster is known
     */
    void begin(Runnable found) {
        standing.opened();
        look(found);
    }

    private void look(Runnable found) {
        cluster.look().onComplete(looked -> found(found), failure -> again(found, failure));
    }

    private void found(Runnable found) {
        if (!isOver) {
            end();
            found.run();
        }
        tried.tryComplete();
    }

    private void again(Runnable found, Throwable failure) {
        complaint = String.valueOf(failure.getMessage());
        if (!isOver) {
            standing.failed(failure);
            int pause = RandomGenerator.getDefault().nextInt((int) LONGEST_PAUSE.toMillis());
            vertx.setTimer(1 + pause, timer -> lookUnlessOver(found));
        }
        tried.tryComplete();
    }

    private void lookUnlessOver(Runnable found) {
        if (!isOver) {
            look(found);
        }
    }

    /** Ends, be it found or not. */
    void end() {
        isOver = true;
        standing.closed();
    }

    /** Completes when the first attempt has ended, or the search itself. */
    Future<Void> tried() {
        return tried.future();
    }

    /** Lets nobody wait any more. */
    void giveUp() {
        end();
        tried.tryComplete();
    }

    /** Why nobody is known to have a slot. */
    String complaint() {
        return complaint;
    }
}
