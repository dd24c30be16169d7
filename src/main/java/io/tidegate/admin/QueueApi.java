package io.tidegate.admin;

import io.tidegate.config.QueueConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The part of the REST API by which clients fetch the deliveries of queues. */
final class QueueApi {

    private static final Set<String> FETCH_KEYS = Set.of("max", "visibility");
    private static final Set<String> ACKNOWLEDGE_KEYS = Set.of("lease");
    private static final Set<String> EXTEND_KEYS = Set.of("lease", "visibility");
    private static final Set<String> RELEASE_KEYS = Set.of("lease", "delay");
    private static final int DEFAULT_MAX = 10;
    private static final int MOST = 100;

    private final Map<String, PullQueue> queues;
    private final StoreWatch watch;

    QueueApi(Map<String, PullQueue> queues, StoreWatch watch) {
        this.queues = queues;
        this.watch = watch;
    }

    void mount(Router router) {
        String queue = "/api/v1/queues/:name/";
        router.post(queue + "lease").handler(this::lease);
        router.post(queue + "ack").handler(it -> end(it, ACKNOWLEDGE_KEYS, QueueApi::acknowledge));
        router.post(queue + "extend").handler(it -> end(it, EXTEND_KEYS, QueueApi::extend));
        router.post(queue + "release").handler(it -> end(it, RELEASE_KEYS, QueueApi::release));
    }

    private void lease(RoutingContext context) {
        var input = JsonInput.of(context.body().buffer(), FETCH_KEYS);
        int max = input.number("max", 1, MOST, DEFAULT_MAX);
        var wanted = input.parsed("visibility", QueueConfig::parseVisibility);
        queue(context)
                .ifPresentOrElse(
                        queue -> lease(context, queue, max, wanted.orElse(queue.visibility())),
                        () -> AdminProblem.QUEUE.answer(context));
    }

    private void lease(RoutingContext context, PullQueue queue, int max, Duration visibility) {
        var items =
                watch.pause(queue.name()).isPresent()
                        ? Future.succeededFuture(List.<JsonObject>of())
                        : queue.lease(max, visibility);
        StoreAnswers.answer(
                context, items, it -> JsonAnswers.sendList(context, "items", it, item -> item));
    }

    private Optional<PullQueue> queue(RoutingContext context) {
        return Optional.ofNullable(queues.get(context.pathParam("name")));
    }

    private static Future<Boolean> acknowledge(PullQueue queue, JsonInput input) {
        return queue.acknowledge(token(input));
    }

    private static Future<Boolean> extend(PullQueue queue, JsonInput input) {
        var time = input.parsed("visibility", QueueConfig::parseVisibility);
        return queue.extend(token(input), time.orElse(queue.visibility()));
    }

    private static Future<Boolean> release(PullQueue queue, JsonInput input) {
        var delay = input.parsed("delay", QueueConfig::parseDelay);
        return queue.release(token(input), delay.orElse(Duration.ZERO));
    }

    private static LeaseToken token(JsonInput input) {
        return input.parsed("lease", LeaseToken::parse)
                .orElseThrow(() -> new JsonInput.Malformed("lease is missing"));
    }

    private void end(
            RoutingContext context,
            Set<String> keys,
            BiFunction<PullQueue, JsonInput, Future<Boolean>> end) {
        var input = JsonInput.of(context.body().buffer(), keys);
        queue(context)
                .ifPresentOrElse(
                        queue ->
                                StoreAnswers.answer(
                                        context,
                                        end.apply(queue, input),
                                        isHeld -> answer(context, isHeld)),
                        () -> AdminProblem.QUEUE.answer(context));
    }

    private static void answer(RoutingContext context, boolean isHeld) {
        if (isHeld) {
            JsonAnswers.send(context, new JsonObject());
        } else {
            AdminProblem.LEASE.answer(context);
        }
    }
}
