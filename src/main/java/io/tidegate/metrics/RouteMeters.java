package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.event.EventId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is counted of one route: {@code tidegate.route.matches} by route and outcome. The outcomes
 * together are the events of the route's sources, redeliveries included, duplicates not.
 *
 * <p>Most events do not match most routes, and cost them nothing: {@code unmatched} is worked out
 * from the others when it is asked for. Beside the counts the last failure is kept, for people.
 */
public final class RouteMeters {

    private static final String NAME = "tidegate.route.matches";

    private final Counter matched;
    private final Counter failed;
    private final AtomicLong mostUnmatched = new AtomicLong();
    private volatile LongSupplier events = () -> 0;
    private volatile Optional<Failure> lastFailure = Optional.empty();

    RouteMeters(MeterRegistry registry, String route) {
        matched = registry.counter(NAME, "route", route, "outcome", "matched");
        failed = registry.counter(NAME, "route", route, "outcome", "failed");
        FunctionCounter.builder(NAME, this, RouteMeters::unmatched)
                .tags("route", route, "outcome", "unmatched")
                .register(registry);
    }

    /**
     * A failure of a route.
     *
     * @param event the event that it could not be run on
     * @param reason why, without anything of the event
     */
    public record Failure(EventId event, String reason) {}

    /**
     * Sets what tells how many events of the route's sources were routed; each must be counted
     * there after it was counted here.
     */
    public void outOf(LongSupplier routed) {
        events = routed;
    }

    /** The filter held, and there was a payload. */
    public void match() {
        matched.increment();
    }

    /** The filter or the transform could not be run on the event. */
    public void fail(EventId event, String reason) {
        failed.increment();
        lastFailure = Optional.of(new Failure(event, reason));
    }

    /** How many events matched. */
    public long matched() {
        return (long) matched.count();
    }

    /** How many events the route could not be run on. */
    public long failed() {
        return (long) failed.count();
    }

    /** How many events did not match; never less than it was. */
    public long unmatched() {
        // In this order, what is being counted meanwhile can make the difference too small only.
        long all = events.getAsLong();
        long others = matched() + failed();
        return mostUnmatched.accumulateAndGet(all - others, Math::max);
    }

    /** The failure that was counted last, if there was one. */
    public Optional<Failure> lastFailure() {
        return lastFailure;
    }
}
