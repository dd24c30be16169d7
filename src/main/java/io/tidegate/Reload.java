package io.tidegate;

import io.tidegate.admin.ConfigChanges;
import io.tidegate.cli.Blueprint;
import io.tidegate.config.ConfigException;
import io.tidegate.config.FilePrints;
import io.tidegate.config.GatewayConfig;
import io.tidegate.config.Problem;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.metrics.ReloadMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over to a changed configuration while the gateway runs: all of it, or, if anything is wrong
 * with it, nothing. Everything is owned by one event loop; files are read and compiled elsewhere.
 */
final class Reload implements ConfigChanges {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reload.class);

    private final Vertx vertx;
    private final Context context;
    private final GatewayMetrics metrics;
    private final ReloadMeters meters;
    private final InstantSource clock;
    private final FileWatch watch;
    private final List<Function<Blueprint, Future<Void>>> parts = new ArrayList<>();
    private Blueprint running;
    private FilePrints prints;
    private Future<State> last;
    private volatile State state;

    /** The gateway starts with this configuration. */
    Reload(Vertx vertx, Blueprint start, GatewayMetrics metrics, InstantSource clock) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.clock = clock;
        context = vertx.getOrCreateContext();
        meters = metrics.reloads();
        running = start;
        prints = start.prints();
        state = new State(true, clock.instant(), List.of());
        meters.started(state.appliedAt());
        last = Future.succeededFuture(state);
        watch =
                new FileWatch(
                        vertx,
                        () -> prints,
                        () -> running.config().reload().every(),
                        this::enqueue);
    }

    /** Takes over changes from now on: every part has started. */
    void start() {
        context.runOnContext(now -> watch.start());
    }

    /** Takes over nothing more; completes when nothing is being taken over. */
    Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(
                now -> {
                    watch.stop();
                    last.onComplete(over -> stopped.complete());
                });
        return stopped.future();
    }

    /**
     * Adds a part that goes over to each changed configuration, after those that were added before;
     * it is called on a worker thread. To be called during the start.
     */
    void follow(Function<Blueprint, Future<Void>> part) {
        parts.add(part);
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Future<State> reload() {
        var caller = vertx.getOrCreateContext();
        Promise<State> over = Promise.promise();
        context.runOnContext(
                now -> enqueue().onComplete(end -> caller.runOnContext(back -> over.handle(end))));
        return over.future();
    }

    /** One after the other: what was begun before may have read the files too early. */
    private Future<State> enqueue() {
        last = last.compose(before -> attempt());
        return last;
    }

    private Future<State> attempt() {
        var read = new FilePrints();
        Blueprint present = running;
        return vertx.executeBlocking(() -> present.again(read))
                .compose(next -> adopt(next).map(next))
                .onComplete(over -> prints = read)
                .map(this::applied)
                .otherwise(this::refused)
                .onSuccess(this::note);
    }

    private Future<Void> adopt(Blueprint next) {
        Future<Void> adopted = Future.succeededFuture();
        for (var part : parts) {
            adopted =
                    adopted.compose(
                            before ->
                                    vertx.executeBlocking(() -> part.apply(next))
                                            .compose(going -> going));
        }
        return adopted.compose(done -> vertx.executeBlocking(() -> forget(next.config())))
                .mapEmpty();
    }

    /** What has been taken out is shown no more. */
    private GatewayConfig forget(GatewayConfig config) {
        metrics.keepOnly(
                config.sources().keySet(),
                config.destinations().keySet(),
                config.routes().keySet());
        return config;
    }

    private State applied(Blueprint next) {
        next.unverified().stream()
                .filter(it -> !running.unverified().contains(it))
                .forEach(Reload::warn);
        running = next;
        LOGGER.atInfo()
                .addKeyValue("sources", next.config().sources().size())
                .addKeyValue("destinations", next.config().destinations().size())
                .addKeyValue("routes", next.config().routes().size())
                .log("configuration taken over");
        var now = clock.instant();
        meters.applied(now);
        return new State(true, now, List.of());
    }

    /** Tells of a source that believes whoever sends. */
    static void warn(String unverified) {
        LOGGER.atWarn()
                .addKeyValue("source", unverified)
                .log("requests are not verified: anybody can send events");
    }

    private State refused(Throwable cause) {
        var findings = findings(cause);
        LOGGER.atError()
                .addKeyValue("findings", String.join("; ", findings))
                .setCause(cause instanceof ConfigException ? null : cause)
                .log("configuration kept out; the one before goes on");
        meters.refused();
        return new State(false, state.appliedAt(), findings);
    }

    private static List<String> findings(Throwable cause) {
        return cause instanceof ConfigException wrong
                ? wrong.problems().stream().map(Problem::toString).toList()
                : List.of("cannot be taken over: " + cause);
    }

    private void note(State now) {
        state = now;
        meters.current(now.isCurrent());
    }
}
