package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.event.Delivery;
import io.tidegate.event.StoredEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routing of one event, while it is being worked out. */
final class Decision {

    private final StoredEvent stored;
    private final JsonNode view;
    private final Set<String> served = new HashSet<>();
    private final List<Delivery> owed = new ArrayList<>();
    private final List<Routing.Spoiled> spoiled = new ArrayList<>();
    private final List<Routing.Result> results = new ArrayList<>();

    Decision(StoredEvent stored, JsonNode view) {
        this.stored = stored;
        this.view = view;
    }

    /** Lets one route have its say. */
    void consider(Route route) {
        try {
            if (route.when().holds(view)) {
                serve(route);
            } else {
                note(route, Match.UNMATCHED, "the filter does not hold");
            }
        } catch (JqFailure failure) {
            fail(route, failure);
        }
    }

    /** Notes that the filter of a route cannot be run on the event. */
    void fail(Route route, JqFailure failure) {
        note(route, Match.FAILED, failure.reason());
    }

    private void serve(Route route) {
        try {
            var items = route.transform().of(stored, view);
            if (items.isEmpty()) {
                note(route, Match.UNMATCHED, "the transform makes nothing");
            } else {
                owe(route, items);
                note(route, Match.MATCHED, "");
            }
        } catch (JqFailure failure) {
            spoil(route, route.name() + ": " + failure.reason());
            fail(route, failure);
        }
    }

    private void owe(Route route, List<Payload.Item> items) {
        for (String destination : route.to()) {
            if (served.add(destination)) {
                items.forEach(
                        item ->
                                owed.add(
                                        new Delivery(item.stored(), destination, item.bytes(), 0)));
            }
        }
    }

    private void spoil(Route route, String reason) {
        for (String destination : route.to()) {
            if (served.add(destination)) {
                var delivery = new Delivery(stored, destination, stored.event().body(), 0);
                spoiled.add(new Routing.Spoiled(delivery, reason));
            }
        }
    }

    private void note(Route route, Match match, String reason) {
        results.add(new Routing.Result(route.name(), match, reason));
    }

    Routing routing() {
        return new Routing(owed, spoiled, results);
    }
}
