package io.tidegate;

import io.tidegate.config.FilePrints;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Looks at the content of files now and then. A change is told of when two looks have found the
 * same: a file that is being written is not read by half. Owned by one event loop.
 */
final class FileWatch {

    /** How long after a change was found the second look is. */
    static final Duration SECOND_LOOK = Duration.ofMillis(500);

    /** How long until it is asked again whether to look at all. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Supplier<FilePrints> prints;
    private final Supplier<Duration> every;
    private final Supplier<Future<?>> changed;
    private String found = "";
    private long timer;
    private boolean isStopped;

    /**
     * Does not look yet.
     *
     * @param prints what the files held when they were last read
     * @param every how often to look; zero: not now
     * @param changed called for each change; completes when the files have been read again, and
     *     never fails
     */
    FileWatch(
            Vertx vertx,
            Supplier<FilePrints> prints,
            Supplier<Duration> every,
            Supplier<Future<?>> changed) {
        this.vertx = vertx;
        this.prints = prints;
        this.every = every;
        this.changed = changed;
    }

    /** Looks, when it is time, from now on; to be called on the event loop that is to own it. */
    void start() {
        Duration pause = every.get();
        lookIn(pause.isZero() ? IDLE : pause);
    }

    private void lookIn(Duration pause) {
        if (!isStopped) {
            timer = vertx.setTimer(Math.max(1, pause.toMillis()), fired -> look());
        }
    }

    private void look() {
        if (every.get().isZero()) {
            start();
            return;
        }
        FilePrints last = prints.get();
        vertx.executeBlocking(last::now)
                .onComplete(now -> judge(last.then(), now), failure -> start());
    }

    private void judge(String then, String now) {
        if (now.equals(then)) {
            found = "";
            start();
        } else if (now.equals(found)) {
            found = "";
            changed.get().onComplete(read -> start());
        } else {
            found = now;
            lookIn(SECOND_LOOK);
        }
    }

    /** Looks no more. */
    void stop() {
        isStopped = true;
        vertx.cancelTimer(timer);
    }
}
