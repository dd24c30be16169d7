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
 * @param ahead destinations whose next look lies further ahead than any is put off, since the
 *     store's clock has been set back; told of until {@link ParkedDeliveries#pullIn} has mended it
 */
public record Wake(
        List<String> destinations, Duration next, Set<String> paused, Set<String> ahead) {

    /**
     * After how long a destination is told of although nothing of it is known to be due: for so
     * long a delivery may wait of which a worker was told, or told nobody yet, when it crashed.
     */
    public static final Duration AGAIN = Duration.ofSeconds(40);

    public Wake {
        destinations = List.copyOf(destinations);
        paused = Set.copyOf(paused);
        ahead = Set.copyOf(ahead);
    }

    /** Where no clock was set back. */
    public Wake(List<String> destinations, Duration next, Set<String> paused) {
        this(destinations, next, paused, Set.of());
    }

    /** Where nothing is paused. */
    public Wake(List<String> destinations, Duration next) {
        this(destinations, next, Set.of());
    }
}
