package io.tidegate.action;

import java.util.Set;

/**
 * The way to one destination over HTTP.
 *
 * @param target the server
 * @param link our connections
 * @param credentials what we show there
 * @param ourFaults the statuses that may be about us, and say nothing about a delivery, whose
 *     attempts they must not limit
 */
record HttpRoute(
        HttpTarget target, HttpLink link, Credentials credentials, Set<Integer> ourFaults) {

    HttpRoute {
        ourFaults = Set.copyOf(ourFaults);
    }
}
