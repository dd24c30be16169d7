package io.tidegate.admin;

import io.tidegate.config.Rate;
import io.tidegate.event.EventId;
import io.tidegate.store.DeadLetter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each of many dead letters is due, so that they come back at a rate and not as a flood. */
final class Pace {

    private final Rate rate;
    private long number;

    Pace(Rate rate) {
        this.rate = rate;
    }

    /** After which time each of the next letters is due, in their order. */
    Map<EventId, Duration> delays(List<DeadLetter> letters) {
        var delays = new LinkedHashMap<EventId, Duration>();
        letters.forEach(letter -> delays.put(letter.delivery().id(), rate.startOf(number++)));
        return delays;
    }
}
