package io.tidegate.dispatch;

import io.tidegate.action.Action;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * All destinations of a {@link SimulatedSite}: attempts take time and are refused as the seed says.
 * Notes which of one delivery are made at once, and what waits for another attempt after a crash.
 */
final class SimulatedSink {

    private static final int SLOWEST_ANSWER = 8;
    private static final double SHARE_REFUSED = 0.3;

    private final Random random;
    private final VirtualWorld world;
    private final Consumer<String> taken;
    private final Map<String, VirtualWorld.Loop> underWay = new HashMap<>();
    private final Map<String, Long> orphans = new HashMap<>();
    private final List<String> atOnce = new ArrayList<>();
    private Duration longestWait = Duration.ZERO;
    private int quickestMillis;
    private int slowestMillis = 400;
    private boolean isMended;

    /**
     * Destinations that answer soon.
     *
     * @param taken is told of each delivery that is taken, as "id destination"
     */
    SimulatedSink(Random random, VirtualWorld world, Consumer<String> taken) {
        this.random = random;
        this.world = world;
        this.taken = taken;
    }

    static String key(Delivery delivery) {
        return delivery.id() + " " + delivery.destination();
    }

    /** Attempts take this long from now on, about. */
    void answerWithin(Duration quickest, Duration slowest) {
        quickestMillis = (int) quickest.toMillis();
        slowestMillis = (int) slowest.toMillis();
    }

    /** Takes everything from now on. */
    void mend() {
        isMended = true;
    }

    /** A worker has ended, and with it whatever attempts it had under way. */
    void crashed(VirtualWorld.Loop loop) {
        underWay.forEach(
                (key, by) -> {
                    if (by == loop) {
                        orphans.put(key, world.nanoTime());
                    }
                });
        underWay.values().removeIf(by -> by == loop);
    }

    /** Of which deliveries two workers made attempts at once. */
    List<String> atOnce() {
        return List.copyOf(atOnce);
    }

    /** How long at most a delivery was not attempted after its worker had crashed, up to now. */
    Duration longestWait() {
        orphans.values().forEach(this::note);
        return longestWait;
    }

    private void note(long sinceNanos) {
        var wait = Duration.ofNanos(world.nanoTime() - sinceNanos);
        longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
    }

    /** What performs the attempts of one worker. */
    Action action(VirtualWorld.Loop loop) {
        return new Action() {
            @Override
            public Future<Outcome> attempt(Delivery delivery) {
                return begin(delivery, loop);
            }

            @Override
            public Future<Void> close() {
                return Future.succeededFuture();
            }
        };
    }

    private Future<Outcome> begin(Delivery delivery, VirtualWorld.Loop loop) {
        String key = key(delivery);
        var other = underWay.put(key, loop);
        if (other != null) {
            atOnce.add(key);
        }
        Long since = orphans.remove(key);
        if (since != null) {
            note(since);
        }
        Promise<Outcome> outcome = Promise.promise();
        loop.add(attemptMillis(), () -> answer(key, loop, outcome));
        return outcome.future();
    }

    private int attemptMillis() {
        return quickestMillis + random.nextInt(slowestMillis - quickestMillis);
    }

    private void answer(String key, VirtualWorld.Loop loop, Promise<Outcome> outcome) {
        boolean isTaken = isMended || random.nextDouble() >= SHARE_REFUSED;
        if (isTaken) {
            taken.accept(key);
        }
        loop.add(
                random.nextInt(SLOWEST_ANSWER),
                () -> {
                    underWay.remove(key, loop);
                    outcome.complete(isTaken ? Outcome.delivered() : Outcome.retry("refused"));
                });
    }
}
