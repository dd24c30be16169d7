package io.tidegate.dispatch;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.route.Router;
import io.tidegate.route.Routing;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRules;
import io.tidegate.store.EventStore;
import io.tidegate.store.Handout;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes in events that the store has handed out: claims them, routes them, sends their deliveries
 * on their way, and has each event settled once all its deliveries are delivered, parked or buried.
 *
 * <p>Park first, settle second: a crash between the two repeats deliveries and loses none.
 */
final class Intake {

    private static final int MANY = 2_000;

    private final EventStore store;
    private final DedupRules dedup;
    private final Router router;
    private final Map<String, Destination> destinations;
    private final Tools tools;
    private final Tally tally;

    Intake(
            EventStore store,
            DedupRules dedup,
            Router router,
            Map<String, Destination> destinations,
            Tools tools,
            Tally tally) {
        this.store = store;
        this.dedup = dedup;
        this.router = router;
        this.destinations = destinations;
        this.tools = tools;
        this.tally = tally;
    }

    /**
     * Takes in what is not in work already. Completes when every delivery has found its place, in a
     * lane or in the store; so a reader that waits for this holds no more in memory than one batch
     * beyond what the lanes hold, and no destination makes it wait.
     */
    Future<Void> take(List<Handout> handed) {
        var begun = handed.stream().filter(it -> tools.inFlight().begin(it.event().id())).toList();
        if (begun.isEmpty()) {
            return Future.succeededFuture();
        }
        return tools.insistence()
                .insist(0, () -> store.claim(events(begun), dedup))
                .done()
                .onFailure(givenUp -> events(begun).forEach(this::leavePending))
                .compose(claims -> place(begun, claims));
    }

    private static List<StoredEvent> events(List<Handout> handed) {
        return handed.stream().map(Handout::event).toList();
    }

    private void leavePending(StoredEvent event) {
        tools.inFlight().end(event.id());
    }

    private Future<Void> place(List<Handout> handed, List<Claim> claims) {
        return place(handed, claims, 0);
    }

    /**
     * Places the events from one on. What split events come to is placed before the next event is
     * routed, so that no more than {@link #MANY} deliveries beyond one event's are in memory.
     */
    private Future<Void> place(List<Handout> handed, List<Claim> claims, int from) {
        var found = new ArrayList<Future<?>>(handed.size());
        for (int i = from; i < handed.size(); i++) {
            found.addAll(place(handed.get(i), claims.get(i)));
            int next = i + 1;
            if (found.size() > MANY) {
                return Future.join(found).compose(placed -> place(handed, claims, next));
            }
        }
        return Future.join(found).mapEmpty();
    }

    private List<Future<?>> place(Handout handed, Claim claim) {
        return switch (claim) {
            case FIRST -> send(handed.event(), handed.isAgain());
            case AGAIN -> send(handed.event(), true);
            case CONFLICT -> settleConflict(handed);
            case DUPLICATE -> drop(handed.event());
        };
    }

    /** The sender says that it is the same event, and it is not, or not in every byte. */
    private List<Future<?>> settleConflict(Handout handed) {
        StoredEvent event = handed.event();
        tally.conflict(event);
        return dedup.of(event.event().source()).keepsConflicts()
                ? send(event, handed.isAgain())
                : drop(event);
    }

    private List<Future<?>> drop(StoredEvent event) {
        tally.duplicate(event);
        tools.settler().settle(event.id());
        return List.of();
    }

    private List<Future<?>> send(StoredEvent event, boolean isAgain) {
        Routing routing = router.route(event);
        tally.routed(event, routing);
        var found = new ArrayList<Future<?>>();
        var done = new ArrayList<Future<?>>();
        for (var delivery : routing.owed()) {
            var placed = tools.courier().take(destination(delivery), delivery, isAgain);
            found.add(placed.found());
            done.add(placed.done());
        }
        routing.spoiled().forEach(spoiled -> done.add(bury(spoiled)));
        Future.join(done)
                .onComplete(all -> tools.settler().settle(event.id()), no -> leavePending(event));
        return found;
    }

    private Future<Void> bury(Routing.Spoiled spoiled) {
        var delivery = spoiled.delivery();
        return tools.ledger().bury(destination(delivery), delivery, Setback.of(spoiled.reason()));
    }

    private Destination destination(Delivery delivery) {
        // The configuration is checked: routes lead to configured destinations only.
        return Objects.requireNonNull(destinations.get(delivery.destination()));
    }
}
