package io.tidegate.admin;

import io.tidegate.config.Rate;
import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.metrics.DeadMeters;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the REST API about deliveries that gave up. */
final class DeadApi {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadApi.class);

    private static final Set<String> REPLAY_KEYS =
            Stream.concat(DeadSelection.KEYS.stream(), Stream.of("rate", "dryRun", "to"))
                    .collect(Collectors.toUnmodifiableSet());

    private final Vertx vertx;
    private final EventStore store;
    private final Predicate<String> isConfigured;
    private final Predicate<String> isDestination;
    private final DeadMeters meters;
    private final AtomicBoolean isWalking;

    /**
     * @param isConfigured whether there is a destination of this name
     * @param isDestination whether there is a destination of this name, or was one
     * @param isWalking whether a walk is under way, by whatever configuration it was begun
     */
    DeadApi(
            Vertx vertx,
            EventStore store,
            Predicate<String> isConfigured,
            Predicate<String> isDestination,
            DeadMeters meters,
            AtomicBoolean isWalking) {
        this.vertx = vertx;
        this.store = store;
        this.isConfigured = isConfigured;
        this.isDestination = isDestination;
        this.meters = meters;
        this.isWalking = isWalking;
    }

    void mount(Router router) {
        router.get("/api/v1/dead").handler(this::dead);
        router.post("/api/v1/dead/replay").handler(this::replay);
        router.delete("/api/v1/dead").handler(this::discard);
    }

    private void dead(RoutingContext context) {
        DeadRange range = range(context);
        new OwedList(isDestination)
                .send(
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

    private void replay(RoutingContext context) {
        var input = JsonInput.of(context.body().buffer(), REPLAY_KEYS);
        var selection = DeadSelection.of(input);
        var pace = new Pace(input.parsed("rate", Rate::parse).orElse(Rate.UNLIMITED));
        String destination = selection.range().destination();
        String to = input.text("to", destination);
        if (!to.equals(destination) && !isConfigured.test(to)) {
            AdminProblem.DESTINATION.answer(context);
            return;
        }
        var walk =
                input.flag("dryRun")
                        ? walk(selection, page -> Future.succeededFuture(0))
                        : walk(selection, page -> replay(destination, to, page, pace));
        go(context, walk, destination, "replayed", meters::replayed);
    }

    private Future<Integer> replay(String from, String to, List<DeadLetter> page, Pace pace) {
        var delays = pace.delays(page);
        if (to.equals(from)) {
            return store.replay(from, delays);
        }
        // Park first: a crash between the two repeats deliveries and loses none.
        return Future.all(page.stream().map(it -> redirect(it.delivery(), to, delays)).toList())
                .compose(parked -> store.discard(from, ids(page)));
    }

    private Future<Void> redirect(Delivery delivery, String to, Map<EventId, Duration> delays) {
        var delay = delays.getOrDefault(delivery.id(), Duration.ZERO);
        var redirected = new Delivery(delivery.stored(), to, delivery.payload(), 0);
        return store.park(redirected, delay, Setback.NONE);
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
        } else if (!isWalking.compareAndSet(false, true)) {
            AdminProblem.BUSY.answer(context);
        } else {
            var result =
                    walk.run()
                            .onComplete(over -> isWalking.set(false))
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
