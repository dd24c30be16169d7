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

    Decision(StoredEvent stored) {
        this.stored = stored;
        this.view = EventView.of(stored);
    }

    /** Lets one route have its say. */
    void consider(Route route) {
        results.add(new Routing.Result(route.name(), match(route)));
    }

    Routing routing() {
        return new Routing(owed, spoiled, results);
    }

    private Match match(Route route) {
        try {
            if (!route.when().holds(view)) {
                return Match.UNMATCHED;
            }
        } catch (JqFailure failure) {
            return Match.FAILED;
        }
        return serve(route);
    }

    private Match serve(Route route) {
        try {
            var payload = route.transform().of(view, stored.event().body());
            payload.ifPresent(bytes -> owe(route, bytes));
            return payload.isPresent() ? Match.MATCHED : Match.UNMATCHED;
        } catch (JqFailure failure) {
            spoil(route, route.name() + ": " + failure.getMessage());
            return Match.FAILED;
        }
    }

    private void owe(Route route, byte[] payload) {
        for (String destination : route.to()) {
            if (served.add(destination)) {
                owed.add(new Delivery(stored, destination, payload, 0));
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
}
