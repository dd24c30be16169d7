package io.tidegate.action;

import io.tidegate.action.spi.ActionPlugin;
import io.tidegate.action.spi.PluginAction;
import io.tidegate.action.spi.PluginResult;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands each event to an action of a plug-in, on threads that it may block. */
final class PluggedAction implements Action {

    private static final int MOST_THREADS = 16;

    private final ActionPlugin plugin;
    private final Duration timeout;
    private final Context context;
    private final Workers workers;
    private final Line<PluginAction> line;

    PluggedAction(
            Actions actions,
            ActionPlugin plugin,
            Map<String, String> settings,
            DestinationConfig destination) {
        this.plugin = plugin;
        this.timeout = destination.timeout();
        this.context = actions.vertx().getOrCreateContext();
        int threads = Math.min(destination.concurrency(), MOST_THREADS);
        this.workers = new Workers(actions.vertx(), "plugin", threads, timeout);
        this.line =
                new Line<>(
                        actions.vertx(),
                        () -> workers.make(inside(() -> plugin.open(settings)), this::close),
                        this::close);
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        var headers = headers(delivery);
        byte[] payload = delivery.payload();
        return line.connection()
                .compose(action -> workers.run(inside(() -> action.attempt(payload, headers))))
                .compose(result -> Late.on(context, result))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(PluggedAction::outcome)
                .otherwise(this::outcomeOf);
    }

    private static Map<String, String> headers(Delivery delivery) {
        var headers = new TreeMap<String, String>();
        OutboundHeaders.kept(delivery)
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.putAll(Attributes.of(delivery));
        return headers;
    }

    private static Outcome outcome(PluginResult result) {
        return switch (result.end()) {
            case DELIVERED -> Outcome.delivered();
            case RETRY -> Outcome.retry(result.reason());
            case DEAD -> Outcome.dead(result.reason());
        };
    }

    private Outcome outcomeOf(Throwable cause) {
        return Outcome.retry(
                cause instanceof TimeoutException
                        ? Failure.reason(cause, timeout)
                        : "plug-in failed: " + cause.getClass().getSimpleName());
    }

    private Future<Void> close(PluginAction action) {
        return workers.run(
                inside(
                        () -> {
                            action.close();
                            return null;
                        }));
    }

    /** Many libraries ask the thread where to find classes: the plug-in's are in its own jar. */
    private <T> Callable<T> inside(Callable<T> call) {
        return () -> {
            var thread = Thread.currentThread();
            var before = thread.getContextClassLoader();
            thread.setContextClassLoader(plugin.getClass().getClassLoader());
            try {
                return call.call();
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }

    @Override
    public Future<Void> close() {
        return line.close().eventually(workers::close);
    }
}
