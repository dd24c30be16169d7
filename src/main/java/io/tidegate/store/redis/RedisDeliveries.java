package io.tidegate.store.redis;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadLetters;
import io.tidegate.store.DeadRange;
import io.tidegate.store.Due;
import io.tidegate.store.OrderedDeliveries;
import io.tidegate.store.Parked;
import io.tidegate.store.ParkedDeliveries;
import io.tidegate.store.Pauses;
import io.tidegate.store.PulledDeliveries;
import io.tidegate.store.Rates;
import io.tidegate.store.Slots;
import io.tidegate.store.Wake;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is owed to destinations and has to wait, over one connection; each task has its class. */
abstract class RedisDeliveries
        implements ParkedDeliveries,
                OrderedDeliveries,
                PulledDeliveries,
                DeadLetters,
                Pauses,
                Rates {

    /**
     * Nobody waits for this link while it is quiet, and whoever uses it soon sees that it is lost.
     */
    static final Duration REST_HEARTBEAT = Duration.ofSeconds(10);

    final Keys keys;
    final Link rest;
    final Wakes wakes;
    final Stops stops;
    private final Parking parking;
    private final Pulling pulling;
    private final Lines lines;
    private final Graveyard graveyard;
    private final Reservations reservations;

    RedisDeliveries(Vertx vertx, RedisLinks links, Keys keys, Layout layout) {
        this.keys = keys;
        rest =
                links.to(LinkPurpose.REST, links.timeout(), REST_HEARTBEAT, this::prepare)
                        .guardedBy(layout);
        wakes = new Wakes(vertx, rest, keys);
        stops = new Stops(rest, keys);
        parking = new Parking(rest, keys, wakes);
        pulling = new Pulling(rest, keys);
        lines = new Lines(rest, keys, wakes);
        graveyard = new Graveyard(rest, keys, wakes);
        reservations = new Reservations(rest, keys);
    }

    /** Called whenever the connection is new. */
    abstract void prepare();

    @Override
    public Future<Void> park(Delivery delivery, Duration delay, Setback setback) {
        return parking.park(delivery, delay, setback);
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return parking.claimDue(destination, max, lease);
    }

    @Override
    public Future<Void> register(Collection<String> destinations) {
        return wakes.register(destinations);
    }

    @Override
    public Future<Wake> wake(Set<String> except, int max) {
        return wakes.wake(except, max);
    }

    @Override
    public Future<Void> remind(String destination) {
        return wakes.remindNow(destination);
    }

    @Override
    public Future<List<Parked>> parked(String destination, int max) {
        return parking.list(destination, max);
    }

    @Override
    public Future<Void> putOff(String destination, EventId id, Duration delay) {
        return parking.putOff(destination, id, delay);
    }

    @Override
    public Future<Integer> pullIn(String destination, List<Duration> longest) {
        return parking.pullIn(destination, longest);
    }

    @Override
    public Future<Void> pause(String destination, String reason) {
        return stops.pause(destination, reason);
    }

    @Override
    public Future<Boolean> resume(String destination) {
        return stops.resume(destination);
    }

    @Override
    public Future<Slots> reserve(String destination, double perSecond, int max) {
        return reservations.reserve(destination, perSecond, max);
    }

    @Override
    public Future<Void> lineUp(String destination, List<Entrant> entrants) {
        return lines.lineUp(destination, entrants);
    }

    @Override
    public Future<Void> parkAgain(Delivery delivery, Duration delay, Setback setback) {
        return parking.parkAgain(delivery, delay, setback);
    }

    @Override
    public Future<Optional<Due.Leased>> advance(String destination, EventId id, Duration lease) {
        return parking.advance(destination, id, lease);
    }

    @Override
    public Future<Due> pull(String destination, int max, Duration visibility, String token) {
        return parking.pull(destination, max, visibility, token);
    }

    @Override
    public Future<Boolean> acknowledge(String destination, EventId id, String token) {
        return pulling.acknowledge(destination, id, token);
    }

    @Override
    public Future<Boolean> extend(
            String destination, EventId id, String token, Duration visibility) {
        return pulling.extend(destination, id, token, visibility);
    }

    @Override
    public Future<Boolean> release(String destination, EventId id, String token, Duration delay) {
        return pulling.release(destination, id, token, delay);
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return parking.unpark(destination, id);
    }

    @Override
    public Future<Void> bury(Delivery delivery, Setback setback) {
        return graveyard.bury(delivery, setback);
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(DeadRange range, int max) {
        return graveyard.list(range, max);
    }

    @Override
    public Future<Integer> replay(String destination, Map<EventId, Duration> delays) {
        return graveyard.replay(destination, delays);
    }

    @Override
    public Future<Integer> discard(String destination, Set<EventId> ids) {
        return graveyard.discard(destination, ids);
    }
}
