package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The destinations of one verticle as the present plan has them, and those of plans before that
 * still have attempts under way. Owned by the verticle's event loop.
 */
final class Roster {

    private final Dispatch dispatch;
    private final EventStore store;
    private final Tools tools;
    private final Context context;
    private final Set<Destination> leaving = new HashSet<>();
    private Map<String, Destination> destinations = Map.of();
    private Intake intake;

    /** The roster of the verticle of this context. */
    Roster(Dispatch dispatch, EventStore store, Tools tools, Context context) {
        this.dispatch = dispatch;
        this.store = store;
        this.tools = tools;
        this.context = context;
        Plan plan = dispatch.plan();
        destinations = destinations(plan);
        intake = intake(plan);
    }

    /** The destinations by a plan: what has not changed is the same as before. */
    Map<String, Destination> destinations(Plan plan) {
        var next = new HashMap<String, Destination>();
        plan.targets().forEach((name, target) -> next.put(name, destination(name, target)));
        return Map.copyOf(next);
    }

    private Destination destination(String name, Target target) {
        Destination present = destinations.get(name);
        return present != null && present.lane() == target.lane()
                ? present
                : dispatch.destination(name, target, store);
    }

    /** Works by this plan from now on; events that were taken in before are not affected. */
    void adopt(Plan plan, Map<String, Destination> next) {
        var gone = new ArrayList<>(destinations.values());
        gone.removeAll(next.values());
        gone.forEach(this::closeWhenEmpty);
        destinations = next;
        intake = intake(plan);
    }

    private Intake intake(Plan plan) {
        return new Intake(store, plan, destinations, tools);
    }

    private void closeWhenEmpty(Destination old) {
        leaving.add(old);
        old.lane().ended().onComplete(over -> context.runOnContext(now -> close(old)));
    }

    private void close(Destination old) {
        if (leaving.remove(old)) {
            old.action().close();
        }
    }

    /** Closes what was made for a plan that is not to be. */
    void drop(Map<String, Destination> next) {
        var made = new ArrayList<>(next.values());
        made.removeAll(destinations.values());
        made.forEach(it -> it.action().close());
    }

    Map<String, Destination> destinations() {
        return destinations;
    }

    /** What takes in events by the present plan. */
    Intake intake() {
        return intake;
    }

    /** Closes everything; never fails. */
    Future<?> close() {
        List<Future<?>> closing = new ArrayList<>();
        destinations.values().forEach(it -> closing.add(it.action().close()));
        leaving.forEach(it -> closing.add(it.action().close()));
        leaving.clear();
        return Future.join(closing);
    }
}
