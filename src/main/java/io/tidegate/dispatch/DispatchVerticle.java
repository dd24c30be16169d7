package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final Duration TRIM_PAUSE = Duration.ofSeconds(15);

    private final Dispatch dispatch;
    private final int instance;
    private Optional<Loop> wake = Optional.empty();
    private final List<Loop> loops = new ArrayList<>();
    private EventStore store;
    private Roster roster;
    private Tools tools;
    private Rota rota;
    private Optional<DueRounds> due = Optional.empty();

    /** The verticle with this number, from 0. */
    @SuppressWarnings("NullAway.Init") // The rest can be made on the event loop only, in start.
    public DispatchVerticle(Dispatch dispatch, int instance) {
        this.dispatch = dispatch;
        this.instance = instance;
    }

    @Override
    public Future<?> start() {
        store = dispatch.openStore(instance);
        var inFlight = dispatch.inFlight(store);
        tools =
                Tools.of(
                        vertx,
                        context,
                        store,
                        inFlight,
                        dispatch.backoff(),
                        dispatch::keys,
                        dispatch.clock(),
                        dispatch.nanoTime());
        rota = new Rota(vertx, dispatch.backoff());
        roster = new Roster(dispatch, store, tools, context);
        int batch = dispatch.config().dispatch().batch();
        var idle = dispatch.config().dispatch().reclaimAfter();
        loop("read", new ReadRound(store, roster::intake, batch)::run);
        loop("reclaim", new ReclaimRound(store, roster::intake, idle, batch)::run);
        if (instance == 0) {
            var rounds = new DueRounds(vertx, store, tools, rota);
            rounds.serve(dispatch.plan(), roster.destinations());
            due = Optional.of(rounds);
            wake = Optional.of(loop("wake", () -> rounds.run().onSuccess(this::informed)));
            loop("trim", this::trim);
        }
        wake.ifPresent(Loop::wake);
        dispatch.informed()
                .future()
                .onSuccess(known -> context.runOnContext(now -> loops.forEach(Loop::wake)));
        dispatch.follow(this::prepare);
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

    private Future<Follower.Change> prepare(Plan next) {
        return onLoop(() -> roster.destinations(next)).map(made -> new GoingOver(next, made));
    }

    /** Does it on the event loop of this verticle, whoever calls. */
    private <T> Future<T> onLoop(Supplier<T> task) {
        Promise<T> result = Promise.promise();
        context.runOnContext(
                now -> Future.succeededFuture().map(go -> task.get()).onComplete(result));
        return result.future();
    }

    private Plan adopt(Plan next, Map<String, Destination> made) {
        roster.adopt(next, made);
        due.ifPresent(it -> it.serve(next, made));
        wake.ifPresent(Loop::wake);
        return next;
    }

    /** What was made ready for another plan. */
    private final class GoingOver implements Follower.Change {

        private final Plan next;
        private final Map<String, Destination> made;

        GoingOver(Plan next, Map<String, Destination> made) {
            this.next = next;
            this.made = made;
        }

        @Override
        public Future<Void> make() {
            return onLoop(() -> adopt(next, made)).mapEmpty();
        }

        @Override
        public void drop() {
            context.runOnContext(now -> roster.drop(made));
        }
    }

    private Future<?> stopLoops() {
        due.ifPresent(DueRounds::stop);
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
        return roster.close().compose(closed -> store.close());
    }
}
