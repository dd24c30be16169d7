package io.tidegate.store.redis;

import io.tidegate.store.Rates;
import io.tidegate.store.Slots;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Rates of destinations, as the first free moment of each. */
final class Reservations {

    private static final Script RESERVE = Script.load("reserve");
    private static final double MICROS_PER_SECOND = 1e6;

    private final Link link;
    private final Keys keys;

    Reservations(Link link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    Future<Slots> reserve(String destination, double perSecond, int max) {
        long ahead = Rates.HORIZON.toNanos() / 1_000;
        var arguments = List.of(MICROS_PER_SECOND / perSecond, max, ahead);
        return RESERVE.run(link, List.of(keys.rate(destination)), arguments)
                .map(Reservations::slots);
    }

    private static Slots slots(Response countAndMicros) {
        var start = Duration.of(countAndMicros.get(1).toLong(), ChronoUnit.MICROS);
        return new Slots(countAndMicros.get(0).toInteger(), start);
    }
}
