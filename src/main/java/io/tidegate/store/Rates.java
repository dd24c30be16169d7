package io.tidegate.store;

import io.vertx.core.Future;
import java.time.Duration;

/** The part of the store that shares the rates of destinations between gateways. */
public interface Rates {

    /** What begins later than this is not reserved. */
    Duration HORIZON = Duration.ofSeconds(1);

    /**
     * Reserves moments for attempts, behind all that were reserved before by whomever: those who
     * reserve again and again, the same number, get equal shares.
     *
     * @param perSecond how many there are a second, more than 0
     * @param max how many are wanted at most, at least 1
     */
    Future<Slots> reserve(String destination, double perSecond, int max);
}
