package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final List<Loop> loops = new ArrayList<>();
    private EventStore store;
    private Map<String, Destination> destinations;
    private Tools tools;

    /** The verticle with this number, from 0. */
    @SuppressWarnings("NullAway.Init") // The rest can be made on the event loop only, in start.
    public DispatchVerticle(Dispatch dispatch, int instance) {
        this.dispatch = dispatch;
        this.instance = instance;
    }

    @Override
    public Future<?> start() {
        store = dispatch.openStore(instance);
        destinations = dispatch.destinations();
        var inFlight = dispatch.inFlight(store);
        tools = Tools.of(vertx, context, store, inFlight, dispatch.backoff(), dispatch.clock());
        var intake = dispatch.intake(store, destinations, tools);
        int batch = dispatch.config().dispatch().batch();
        var idle = dispatch.config().dispatch().reclaimAfter();
        loop("read", new ReadRound(store, intake, batch)::run);
        loop("reclaim", new ReclaimRound(store, intake, idle, batch)::run);
        if (instance == 0) {
            loop("trim", this::trim);
            destinations.values().forEach(this::loopDue);
        }
        loops.forEach(Loop::wake);
        return Future.succeededFuture();
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

    private void loopDue(Destination destination) {
        int poisonAfter = dispatch.config().dispatch().poisonAfter();
        var due = new DueRound(store, tools, destination, poisonAfter);
        var loop = loop("due-" + destination.name(), due::run);
        due.whenHalfDone(loop::wake);
        destination.lane().whenParked(() -> context.runOnContext(now -> loop.wake()));
    }

    @Override
    public Future<?> stop() {
        return Future.join(loops.stream().map(Loop::stop).toList())
                .onComplete(stopped -> store.leave())
                .compose(stopped -> tools.inFlight().ended())
                .timeout(dispatch.config().dispatch().stop().toMillis(), TimeUnit.MILLISECONDS)
                // What is not done by now stays in the store, for the next start or another worker.
                .otherwiseEmpty()
                .compose(over -> close());
    }

    private Future<?> close() {
        tools.stop();
        var closing = new ArrayList<Future<?>>();
        destinations.values().forEach(each -> closing.add(each.action().close()));
        return Future.join(closing).compose(closed -> store.close());
    }
}
