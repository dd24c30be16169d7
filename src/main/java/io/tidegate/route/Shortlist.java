package io.tidegate.route;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The routes that are worth a look for one event, while they are being found. */
final class Shortlist {

    private final Map<Integer, Consumer<Decision>> entries = new TreeMap<>();

    /** A route that may match. */
    void add(int rank, Route route) {
        entries.put(rank, decision -> decision.consider(route));
    }

    /** A route that cannot be run on the event. */
    void fail(int rank, Route route, JqFailure failure) {
        entries.put(rank, decision -> decision.fail(route, failure));
    }

    /** Lets {@code decision} hear of the routes, in their order. */
    void consider(Decision decision) {
        entries.values().forEach(entry -> entry.accept(decision));
    }
}
