package io.tidegate.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done round after round on one event loop, until it is stopped. A round says how long to
 * pause before the next; after a round that failed the pause is the {@link Backoff}'s.
 *
 * <p>Each round is armed by the end of the one before, not composed onto it, so that nothing grows.
 */
final class Loop {

    private static final Logger LOGGER = LoggerFactory.getLogger(Loop.class);

    private final Vertx vertx;
    private final String name;
    private final Backoff backoff;
    private final Supplier<Future<Duration>> round;
    private final Promise<Void> stopped = Promise.promise();
    private boolean isStopping;
    private boolean isRunning;
    private boolean isWoken;
    private int failures;
    private long timer = -1;

    Loop(Vertx vertx, String name, Backoff backoff, Supplier<Future<Duration>> round) {
        this.vertx = vertx;
        this.name = name;
        this.backoff = backoff;
        this.round = round;
    }

    /** Begins the next round now, or as soon as the present one has ended. */
    void wake() {
        if (isRunning || isStopping) {
            isWoken = true;
        } else {
            vertx.cancelTimer(timer);
            run();
        }
    }

    /** Begins no further round; completes when none is under way. */
    Future<Void> stop() {
        isStopping = true;
        vertx.cancelTimer(timer);
        if (!isRunning) {
            stopped.tryComplete();
        }
        return stopped.future();
    }

    private void run() {
        isRunning = true;
        isWoken = false;
        Future.succeededFuture().compose(now -> round.get()).onComplete(this::done, this::failed);
    }

    private void done(Duration pause) {
        if (failures > 0) {
            LOGGER.atInfo().addKeyValue("loop", name).log("loop goes on");
        }
        failures = 0;
        rearm(pause);
    }

    private void failed(Throwable cause) {
        failures++;
        if (failures == 1) {
            LOGGER.atWarn()
                    .addKeyValue("loop", name)
                    .addKeyValue("error", cause.toString())
                    .log("loop failed, and will try again");
        }
        isWoken = false;
        rearm(backoff.after(failures));
    }

    private void rearm(Duration pause) {
        isRunning = false;
        if (isStopping) {
            stopped.tryComplete();
        } else if (isWoken || pause.isZero()) {
            isRunning = true;
            vertx.runOnContext(now -> runUnlessStopping());
        } else {
            timer = vertx.setTimer(Math.max(1, pause.toMillis()), fired -> run());
        }
    }

    private void runUnlessStopping() {
        isRunning = false;
        if (isStopping) {
            stopped.tryComplete();
        } else {
            run();
        }
    }
}
