package io.tidegate.dispatch;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.route.Routing;
import io.tidegate.store.Claim;
import io.tidegate.store.EventStore;
import io.tidegate.store.Handout;
import io.tidegate.trace.ReadSpan;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes in events that the store has handed out: claims them, routes them, sends their deliveries
 * on their way, and has each event settled once all its deliveries are delivered, parked or buried.
 *
 * <p>Park first, settle second: a crash between the two repeats deliveries and loses none.
 */
final class Intake {

    private static final int MANY = 2_000;

    private final EventStore store;
    private final Plan plan;
    private final IntakeRules rules;
    private final Map<String, Destination> destinations;
    private final Tools tools;
    private final Tally tally;

    Intake(EventStore store, Plan plan, Map<String, Destination> destinations, Tools tools) {
        this.store = store;
        this.plan = plan;
        this.rules = plan.rules();
        this.destinations = destinations;
        this.tools = tools;
        this.tally = plan.tally();
    }

    /**
     * Takes in what is not in work already. Completes when every delivery has found its place, in a
     * lane or in the store; so a reader that waits for this holds no more in memory than one batch
     * beyond what the lanes hold, and no destination makes it wait.
     */
    Future<Void> take(List<Handout> handed) {
        var begun = handed.stream().filter(it -> begin(it.event()) && !waits(it.event())).toList();
        if (begun.isEmpty()) {
            return Future.succeededFuture();
        }
        return tools.insistence()
                .persist(() -> store.claim(events(begun), rules.dedup()))
                .onFailure(givenUp -> events(begun).forEach(this::leavePending))
                .compose(claims -> place(begun, claims));
    }

    private boolean begin(StoredEvent event) {
        return rules.inOrder().contains(event.event().source())
                ? tools.inFlight().beginInOrder(event.id())
                : tools.inFlight().begin(event.id());
    }

    private boolean waits(StoredEvent event) {
        boolean waits = tools.newcomers().mustWait(event, plan);
        if (waits) {
            leavePending(event);
        }
        return waits;
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
            case FIRST -> send(handed, handed.isAgain());
            case AGAIN -> send(handed, true);
            case CONFLICT -> settleConflict(handed);
            case DUPLICATE -> drop(handed.event());
            case GONE -> leave(handed.event());
        };
    }

    /** The sender says that it is the same event, and it is not, or not in every byte. */
    private List<Future<?>> settleConflict(Handout handed) {
        StoredEvent event = handed.event();
        tally.conflict(event);
        return rules.dedup().of(event.event().source()).keepsConflicts()
                ? send(handed, handed.isAgain())
                : drop(event);
    }

    private List<Future<?>> leave(StoredEvent event) {
        leavePending(event);
        return List.of();
    }

    private List<Future<?>> drop(StoredEvent event) {
        tally.duplicate(event);
        tools.settler().settle(event.id());
        return List.of();
    }

    private List<Future<?>> send(Handout handed, boolean isAgain) {
        ReadSpan span = tally.read(handed.event());
        StoredEvent event = span.carry(handed.event());
        Routing routing = plan.route(event);
        tally.routed(event, routing);
        return handed.failures() < rules.poisonAfter()
                ? deliver(event, routing, isAgain, span)
                : isolate(handed, routing, span);
    }

    private List<Future<?>> deliver(
            StoredEvent event, Routing routing, boolean isAgain, ReadSpan span) {
        var found = new ArrayList<Future<?>>();
        var done = new ArrayList<Future<?>>();
        for (var delivery : routing.owed()) {
            var placed = take(delivery, isAgain);
            found.add(placed.found());
            done.add(placed.done());
        }
        routing.spoiled().forEach(it -> done.add(bury(it.delivery(), it.reason())));
        settleAfter(done, event, span);
        return found;
    }

    private Courier.Placed take(Delivery delivery, boolean isAgain) {
        return destination(delivery)
                .map(it -> place(it, delivery, isAgain))
                .orElseGet(() -> Courier.Placed.of(tools.ledger().keep(delivery)));
    }

    private Courier.Placed place(Destination destination, Delivery delivery, boolean isAgain) {
        return destination.isInOrder()
                ? tools.usher().lineUp(destination, delivery, isAgain)
                : tools.courier().take(destination, delivery, isAgain);
    }

    private void settleAfter(List<Future<?>> done, StoredEvent event, ReadSpan span) {
        Future.join(done)
                .onComplete(over -> span.end())
                .onComplete(all -> tools.settler().settle(event.id()), no -> leavePending(event));
    }

    /** Each attempt may have been what ended a worker, so none is made: a person has to look. */
    private List<Future<?>> isolate(Handout handed, Routing routing, ReadSpan span) {
        StoredEvent event = handed.event();
        tally.poison(event);
        tools.log().poison(event, handed.failures());
        String reason = "poison: " + handed.failures() + " workers ended while they had the event";
        var buried = new ArrayList<Future<?>>();
        Stream.concat(
                        routing.owed().stream(),
                        routing.spoiled().stream().map(Routing.Spoiled::delivery))
                .forEach(it -> buried.add(bury(it, reason)));
        settleAfter(buried, event, span);
        return List.of();
    }

    private Future<Void> bury(Delivery delivery, String reason) {
        var setback = Setback.of(reason);
        return destination(delivery)
                .map(it -> tools.ledger().bury(it, delivery, setback))
                .orElseGet(() -> tools.ledger().bury(delivery, setback));
    }

    /** Absent only if the event and all that was to become of it are older than the plan. */
    private Optional<Destination> destination(Delivery delivery) {
        return Optional.ofNullable(destinations.get(delivery.destination()));
    }
}
