package io.tidegate.admin;

import io.tidegate.config.Rate;
import io.tidegate.event.EventId;
import io.tidegate.metrics.DeadMeters;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the REST API about deliveries that wait and deliveries that gave up. */
final class DeadApi {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadApi.class);

    private static final Set<String> REPLAY_KEYS =
            Stream.concat(DeadSelection.KEYS.stream(), Stream.of("rate", "dryRun"))
                    .collect(Collectors.toUnmodifiableSet());

    private final Vertx vertx;
    private final EventStore store;
    private final Predicate<String> isDestination;
    private final DeadMeters meters;
    private boolean isWalking;

    /**
     * @param isDestination whether there is a destination of this name, or was one
     */
    DeadApi(Vertx vertx, EventStore store, Predicate<String> isDestination, DeadMeters meters) {
        this.vertx = vertx;
        this.store = store;
        this.isDestination = isDestination;
        this.meters = meters;
    }

    void mount(Router router) {
        router.get("/api/v1/parked").handler(this::parked);
        router.get("/api/v1/dead").handler(this::dead);
        router.post("/api/v1/dead/replay").handler(this::replay);
        router.delete("/api/v1/dead").handler(this::discard);
    }

    private void parked(RoutingContext context) {
        list(context, "parked", store::parked, EventJson::line);
    }

    private void dead(RoutingContext context) {
        DeadRange range = range(context);
        list(
                context,
                "dead",
                (destination, limit) -> store.deadLetters(range, limit),
                EventJson::line);
    }

    private static DeadRange range(RoutingContext context) {
        var whole =
                new DeadRange(
                        Query.text(context, "destination", ""),
                        Query.moment(context, "since", Instant.EPOCH),
                        Instant.MAX,
                        "");
        String place = Query.text(context, "after", "");
        return JsonInput.parsed("after", place, whole::after).orElse(whole);
    }

    private <T> void list(
            RoutingContext context,
            String name,
            BiFunction<String, Integer, Future<List<T>>> items,
            Function<T, JsonObject> line) {
        OptionalInt limit = Query.limit(context);
        String destination = Query.text(context, "destination", "");
        if (!isDestination.test(destination)) {
            AdminProblem.DESTINATION.answer(context);
        } else if (limit.isEmpty()) {
            AdminProblem.LIMIT.answer(context);
        } else {
            StoreAnswers.answer(
                    context,
                    items.apply(destination, limit.getAsInt()),
                    list -> JsonAnswers.sendList(context, name, list, line));
        }
    }

    private void replay(RoutingContext context) {
        var input = JsonInput.of(context.body().buffer(), REPLAY_KEYS);
        var selection = DeadSelection.of(input);
        var pace = new Pace(input.parsed("rate", Rate::parse).orElse(Rate.UNLIMITED));
        String destination = selection.range().destination();
        var walk =
                input.flag("dryRun")
                        ? walk(selection, page -> Future.succeededFuture(0))
                        : walk(selection, page -> store.replay(destination, pace.delays(page)));
        go(context, walk, destination, "replayed", meters::replayed);
    }

    private void discard(RoutingContext context) {
        var input = JsonInput.of(context.queryParams(), DeadSelection.KEYS);
        var selection = DeadSelection.of(input);
        String destination = selection.range().destination();
        var walk = walk(selection, page -> store.discard(destination, ids(page)));
        go(context, walk, destination, "discarded", meters::discarded);
    }

    private DeadWalk walk(
            DeadSelection selection, Function<List<DeadLetter>, Future<Integer>> task) {
        return new DeadWalk(vertx, store, selection, task);
    }

    private static Set<EventId> ids(List<DeadLetter> letters) {
        return letters.stream().map(it -> it.delivery().id()).collect(Collectors.toSet());
    }

    /** One walk at a time: each reads and writes as fast as the store lets it. */
    private void go(
            RoutingContext context,
            DeadWalk walk,
            String destination,
            String done,
            BiConsumer<String, Integer> meter) {
        if (!isDestination.test(destination)) {
            AdminProblem.DESTINATION.answer(context);
        } else if (isWalking) {
            AdminProblem.BUSY.answer(context);
        } else {
            isWalking = true;
            var result =
                    walk.run()
                            .onComplete(over -> isWalking = false)
                            .onSuccess(it -> meter.accept(destination, it.done()));
            StoreAnswers.answer(context, result, it -> answer(context, destination, done, it));
        }
    }

    private static void answer(
            RoutingContext context, String destination, String done, DeadWalk.Result result) {
        LOGGER.atInfo()
                .addKeyValue("destination", destination)
                .addKeyValue(done, result.done())
                .log("dead letters sorted out");
        JsonAnswers.send(
                context,
                new JsonObject()
                        .put("destination", destination)
                        .put("matched", result.matched())
                        .put(done, result.done())
                        .put("complete", result.isComplete()));
    }
}
