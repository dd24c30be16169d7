package io.tidegate.route;

import io.tidegate.event.Delivery;
import java.util.List;

/**
 * What is to be done with one event.
 *
 * @param owed the deliveries, none attempted, to each destination the event or its parts; possibly
 *     none
 * @param spoiled what is owed but cannot be made; holds the event's own body, for a person
 * @param results what the routes made of it that were looked at, in their order; of the others from
 *     its source it is known without a look that they do not match
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
     * @param reason why it did not match, for people and without anything of the event; empty if it
     *     did
     */
    public record Result(String route, Match match, String reason) {}
}
