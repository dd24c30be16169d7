package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done about what is parked, for all destinations whose deliveries no client fetches. One
 * verticle of a process does it. Owned by its event loop.
 */
final class DueRounds {

    private final Vertx vertx;
    private final Context context;
    private final EventStore store;
    private final Tools tools;
    private final Rota rota;
    private final Map<String, DueRound> rounds = new HashMap<>();
    private final WakeRound wakes;

    /** None yet; to be made on the event loop. */
    DueRounds(Vertx vertx, EventStore store, Tools tools, Rota rota) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.store = store;
        this.tools = tools;
        this.rota = rota;
        wakes = new WakeRound(store, rounds);
    }

    /** Asks the store once what is due; the pause is until it is to be asked again. */
    Future<Duration> run() {
        return wakes.run();
    }

    /** Serves the destinations of a plan; those that have not changed go on as they are. */
    void serve(Plan plan, Map<String, Destination> destinations) {
        var served = new HashMap<>(destinations);
        served.keySet().removeAll(plan.queues());
        rounds.entrySet().removeIf(it -> isOver(it.getValue(), served.get(it.getKey())));
        int poisonAfter = plan.rules().poisonAfter();
        served.forEach((name, it) -> rounds.computeIfAbsent(name, no -> round(it, poisonAfter)));
        wakes.adopt(plan.queues());
    }

    private static boolean isOver(DueRound round, @Nullable Destination present) {
        boolean isOver = present == null || !round.isFor(present);
        if (isOver) {
            round.stop();
        }
        return isOver;
    }

    private DueRound round(Destination destination, int poisonAfter) {
        var round = new DueRound(vertx, store, tools, destination, rota, poisonAfter);
        throttle(destination);
        destination.lane().whenParked(wait -> context.runOnContext(now -> round.lookIn(wait)));
        return round;
    }

    private void throttle(Destination destination) {
        if (destination.rate().isLimited()) {
            var lane = destination.lane();
            var throttle = new Throttle(vertx, store, destination.name(), lane, destination.rate());
            lane.whenWaiting(() -> context.runOnContext(now -> throttle.ask()));
        }
    }

    /** Looks no more. */
    void stop() {
        rounds.values().forEach(DueRound::stop);
    }
}
