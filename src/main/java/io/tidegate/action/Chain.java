package io.tidegate.action;

import io.tidegate.config.SourceSelector;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an event came about that we made ourselves: the deliveries that led to it, the oldest first.
 *
 * @param steps each as {@code source/event id/destination}; empty for an event of a sender
 */
record Chain(List<String> steps) {

    /** The header of an emitted event that holds its chain. */
    static final String HEADER = "tidegate-chain";

    /**
     * What emitted events have for a provider. No sender can have it, so none can forge a chain.
     */
    static final String PROVIDER = SourceSelector.INTERNAL;

    private static final String SEPARATOR = ", ";

    Chain {
        steps = List.copyOf(steps);
    }

    /** The chain of an event as it is written; empty for an event of a sender. */
    static Optional<String> written(Event event) {
        return event.provider().equals(PROVIDER) ? event.headers().first(HEADER) : Optional.empty();
    }

    /** The chain of an event. */
    static Chain of(Event event) {
        return new Chain(written(event).map(it -> List.of(it.split(SEPARATOR))).orElse(List.of()));
    }

    /** The chain of what this delivery makes. */
    Chain then(Delivery delivery) {
        String step =
                String.join(
                        "/",
                        delivery.stored().event().source(),
                        delivery.id().toString(),
                        delivery.destination());
        return new Chain(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** How it is written. */
    @Override
    public String toString() {
        return String.join(SEPARATOR, steps);
    }
}
