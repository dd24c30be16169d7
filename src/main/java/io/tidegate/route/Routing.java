package io.tidegate.route;

import io.tidegate.event.Delivery;
import java.util.List;

/**
 * What is to be done with one event.
 *
 * @param owed the deliveries, at most one for each destination, none attempted; possibly none
 * @param spoiled what is owed but cannot be made; holds the event's own body, for a person
 * @param results what each route that takes from the event's source made of it
 */
public record Routing(List<Delivery> owed, List<Spoiled> spoiled, List<Result> results) {

    public Routing {
        owed = List.copyOf(owed);
        spoiled = List.copyOf(spoiled);
        results = List.copyOf(results);
    }

    /** Whether nobody wants the event. */
    public boolean isUnmatched() {
        return owed.isEmpty() && spoiled.isEmpty();
    }

    /**
     * A delivery whose payload could not be made.
     *
     * @param delivery what is owed, with the event's own body in place of the payload
     * @param reason what went wrong, for people
     */
    public record Spoiled(Delivery delivery, String reason) {}

    /**
     * What one route made of the event.
     *
     * @param route the name of the route
     * @param match what it came to
     */
    public record Result(String route, Match match) {}
}
