package io.tidegate.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which destinations to look at now.
 *
 * @param destinations their names, the one that waited longest first; possibly none
 * @param next how long until there is another one, as far as known; zero if there is one already,
 *     {@link #AGAIN} if none is known
 * @param paused the destinations that get nothing for now, whoever asks
 */
public record Wake(List<String> destinations, Duration next, Set<String> paused) {

    /**
     * After how long a destination is told of although nothing of it is known to be due: for so
     * long a delivery may wait of which a worker was told, or told nobody yet, when it crashed.
     */
    public static final Duration AGAIN = Duration.ofSeconds(40);

    public Wake {
        destinations = List.copyOf(destinations);
        paused = Set.copyOf(paused);
    }

    /** Where nothing is paused. */
    public Wake(List<String> destinations, Duration next) {
        this(destinations, next, Set.of());
    }
}
