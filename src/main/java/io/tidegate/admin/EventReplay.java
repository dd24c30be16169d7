package io.tidegate.admin;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.route.OrderKeys;
import io.tidegate.route.Router;
import io.tidegate.route.Routing;
import io.tidegate.store.EventStore;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the REST API that delivers a stored event once more: to whom the routes lead it now,
 * whether or not it was delivered before.
 */
final class EventReplay {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventReplay.class);
    private static final Set<String> KEYS = Set.of("destinations");
    private static final int MOST_DESTINATIONS = 1_000;

    private final EventStore store;
    private final Router routes;
    private final OrderKeys keys;

    EventReplay(EventStore store, Router routes, OrderKeys keys) {
        this.store = store;
        this.routes = routes;
        this.keys = keys;
    }

    void mount(io.vertx.ext.web.Router router) {
        router.post("/api/v1/events/:id/replay").handler(this::replay);
    }

    private void replay(RoutingContext context) {
        var input = JsonInput.of(context.body().buffer(), KEYS);
        Set<String> wanted = input.texts("destinations", MOST_DESTINATIONS);
        Future<Optional<StoredEvent>> found =
                EventId.parse(context.pathParam("id"))
                        .map(store::find)
                        .orElse(Future.succeededFuture(Optional.empty()));
        StoreAnswers.answer(
                context,
                found,
                stored ->
                        stored.ifPresentOrElse(
                                it -> replay(context, it, wanted),
                                () -> AdminProblem.NOT_FOUND.answer(context)));
    }

    private void replay(RoutingContext context, StoredEvent event, Set<String> wanted) {
        Routing routing = routes.route(event);
        var owed = routing.owed().stream().filter(it -> isWanted(it, wanted)).toList();
        StoreAnswers.answer(
                context,
                Future.all(owed.stream().map(this::park).toList()),
                parked -> answer(context, event, owed, unmatched(routing, wanted)));
    }

    private static boolean isWanted(Delivery delivery, Set<String> wanted) {
        return wanted.isEmpty() || wanted.contains(delivery.destination());
    }

    private Future<Void> park(Delivery delivery) {
        String destination = delivery.destination();
        if (keys.has(destination)) {
            var entrant = new Entrant(delivery, keys.of(delivery).orElse(""), Time.ANEW);
            return store.lineUp(destination, List.of(entrant));
        }
        return store.park(delivery, Duration.ZERO, Setback.NONE);
    }

    /** Whom no route leads the event to, and whose payload cannot be made. */
    private static Set<String> unmatched(Routing routing, Set<String> wanted) {
        var unmatched = new TreeSet<>(wanted);
        routing.owed().forEach(it -> unmatched.remove(it.destination()));
        routing.spoiled().forEach(it -> unmatched.add(it.delivery().destination()));
        return unmatched;
    }

    private static void answer(
            RoutingContext context, StoredEvent event, List<Delivery> owed, Set<String> unmatched) {
        Stream<String> destinations = owed.stream().map(Delivery::destination);
        LOGGER.atInfo()
                .addKeyValue("eventId", event.id())
                .addKeyValue("destinations", owed.size())
                .log("event replayed");
        JsonAnswers.send(
                context,
                new JsonObject()
                        .put("id", event.id().toString())
                        .put("replayed", new JsonArray(destinations.sorted().toList()))
                        .put("unmatched", new JsonArray(List.copyOf(unmatched))));
    }
}
