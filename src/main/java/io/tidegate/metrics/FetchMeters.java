package io.tidegate.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What is counted of what the gateway fetches for one purpose: every fetch once, when it ends. */
public final class FetchMeters {

    private final Map<Outcome, Counter> fetches = new EnumMap<>(Outcome.class);

    /** What a fetch came to. */
    public enum Outcome {
        /** It was there. */
        FETCHED,
        /** The address is not https, or leads into a private network. */
        FORBIDDEN,
        /** Too many fetches were waiting. */
        CROWDED,
        /** It took too long. */
        TIMEOUT,
        /** The server said no, or to look elsewhere. */
        STATUS,
        /** It was larger than any such thing is. */
        TOO_LARGE,
        /** The name, the connection or its certificate was not good. */
        FAILED
    }

    FetchMeters(MeterRegistry registry, String purpose) {
        for (Outcome outcome : Outcome.values()) {
            String tag = outcome.name().toLowerCase(Locale.ROOT);
            fetches.put(
                    outcome,
                    registry.counter("tidegate.fetches", "purpose", purpose, "outcome", tag));
        }
    }

    /** A fetch has ended. */
    public void ended(Outcome outcome) {
        requireNonNull(fetches.get(outcome)).increment();
    }
}
