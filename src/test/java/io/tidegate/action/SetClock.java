package io.tidegate.action;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
final class SetClock implements InstantSource {

    private volatile Instant instant = Parcels.NOW;

    @Override
    public Instant instant() {
        return instant;
    }

    void pass(Duration time) {
        instant = instant.plus(time);
    }
}
