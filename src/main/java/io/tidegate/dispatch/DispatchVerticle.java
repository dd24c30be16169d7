package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One worker: reads the events of its shards on its own event loop and delivers them. Instance 0 of
 * the process does besides what one must do: due retries and trimming.
 */
public final class DispatchVerticle extends VerticleBase {

    private static final Duration TRIM_PAUSE = Duration.ofSeconds(10);

    private final Dispatch dispatch;
    private final int instance;
    private Optional<Loop> wake = Optional.empty();
    private final List<Loop> loops = new ArrayList<>();
    private final Map<String, DueRound> due = new HashMap<>();
    private EventStore store;
    private Map<String, Destination> destinations;
    private Tools tools;
    private Rota rota;

    /** The verticle with this number, from 0. */
    @SuppressWarnings("NullAway.Init") // The rest can be made on the event loop only, in start.
    public DispatchVerticle(Dispatch dispatch, int instance) {
        this.dispatch = dispatch;
        this.instance = instance;
    }

    @Override
    public Future<?> start() {
        store = dispatch.openStore(instance);
        destinations = dispatch.destinations(store);
        var inFlight = dispatch.inFlight(store);
        tools =
                Tools.of(
                        vertx,
                        context,
                        store,
                        inFlight,
                        dispatch.backoff(),
                        dispatch.keys(),
                        dispatch.clock());
        rota = new Rota(vertx, dispatch.backoff());
        var intake = dispatch.intake(store, destinations, tools);
        int batch = dispatch.config().dispatch().batch();
        var idle = dispatch.config().dispatch().reclaimAfter();
        loop("read", new ReadRound(store, intake, batch)::run);
        loop("reclaim", new ReclaimRound(store, intake, idle, batch)::run);
        if (instance == 0) {
            var wakes = new WakeRound(store, dueRounds(), dispatch.queues());
            wake = Optional.of(loop("wake", () -> wakes.run().onSuccess(this::informed)));
            loop("trim", this::trim);
        }
        wake.ifPresent(Loop::wake);
        dispatch.informed()
                .future()
                .onSuccess(known -> context.runOnContext(now -> loops.forEach(Loop::wake)));
        return Future.succeededFuture();
    }

    /** By the first round: before it, nobody knows what is paused. */
    private void informed(Duration pause) {
        dispatch.informed().tryComplete();
    }

    private Loop loop(String name, Supplier<Future<Duration>> round) {
        var loop = new Loop(vertx, name + "-" + instance, dispatch.backoff(), round);
        loops.add(loop);
        return loop;
    }

    private Future<Duration> trim() {
        var history = dispatch.config().store().history();
        return store.trim(history.age(), history.bytes().bytes()).map(TRIM_PAUSE);
    }

    private Map<String, DueRound> dueRounds() {
        var served = new HashMap<>(destinations);
        served.keySet().removeAll(dispatch.queues());
        served.forEach((name, destination) -> due.put(name, dueRound(destination)));
        return due;
    }

    private DueRound dueRound(Destination destination) {
        int poisonAfter = dispatch.config().dispatch().poisonAfter();
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

    private Future<?> stopLoops() {
        due.values().forEach(DueRound::stop);
        var stopping = new ArrayList<Future<?>>(List.of(rota.stop()));
        loops.forEach(loop -> stopping.add(loop.stop()));
        return Future.join(stopping);
    }

    @Override
    public Future<?> stop() {
        var ended =
                stopLoops()
                        .onComplete(stopped -> store.leave())
                        .compose(stopped -> tools.inFlight().ended());
        // What is not done by then stays in the store, for the next start or another worker.
        var patience =
                vertx.timer(dispatch.config().dispatch().stop().toMillis(), TimeUnit.MILLISECONDS);
        return Future.any(ended.otherwiseEmpty(), patience)
                .onComplete(over -> patience.cancel())
                .compose(over -> close());
    }

    private Future<?> close() {
        tools.stop();
        var closing = new ArrayList<Future<?>>();
        destinations.values().forEach(each -> closing.add(each.action().close()));
        return Future.join(closing).compose(closed -> store.close());
    }
}
