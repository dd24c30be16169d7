package io.tidegate.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Counts what sentinels say of one server. It is the master if most of them say so and none of
 * those that can be reached knows better. One that begins a failover asks most of the others for
 * their votes, so a gateway that reaches fewer may be cut off together with an old master.
 */
final class SentinelTally {

    private final Located located;
    private final int needed;
    private final Promise<Void> verdict = Promise.promise();
    private int outstanding;
    private int awaited;
    private int agreed;

    /**
     * @param sentinels how many were asked
     * @param awaited how many of them are not known to be away: it is not the master before they
     *     have answered, for one of them may be the one that has begun
     */
    SentinelTally(Located located, int sentinels, int awaited) {
        this.located = located;
        this.needed = sentinels / 2 + 1;
        this.outstanding = sentinels;
        this.awaited = awaited;
    }

    /** One has answered. */
    void said(SentinelAnswer answer, boolean isAwaited) {
        if (located.isSupersededBy(answer)) {
            verdict.tryFail(Located.SUPERSEDED);
        }
        count(isAwaited, located.isAt(answer));
    }

    /** One has not. */
    void silent(boolean isAwaited) {
        count(isAwaited, false);
    }

    private void count(boolean isAwaited, boolean isAgreed) {
        outstanding--;
        awaited -= isAwaited ? 1 : 0;
        agreed += isAgreed ? 1 : 0;
        if (agreed >= needed && awaited == 0) {
            verdict.tryComplete();
        } else if (agreed + outstanding < needed) {
            verdict.tryFail(agreed + " sentinels confirm the master, " + needed + " needed");
        }
    }

    /** Completes if it is the master. */
    Future<Void> verdict() {
        return verdict.future();
    }
}
