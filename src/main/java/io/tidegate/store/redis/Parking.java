package io.tidegate.store.redis;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.store.Due;
import io.tidegate.store.Parked;
import io.tidegate.store.Wake;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deliveries that wait for their next attempt. */
final class Parking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Parking.class);
    private static final Script PARK = Script.loadWithLines("park");
    private static final Script CLAIM_DUE = Script.loadWithLines("claimdue");
    private static final Script LIST = Script.load("parkedlist");
    private static final Script PULL_IN = Script.loadWithLines("pullin");
    private static final Script PUT_OFF = Script.loadWithLines("putoff");
    private static final Script UNPARK = Script.loadWithLines("unpark");
    private static final Script PUT_ASIDE = Script.loadWithLines("putaside");
    private static final Script ADVANCE = Script.loadWithLines("advance");

    /** As a due time, of one that waits in line: {@code line.lua} has the same. */
    private static final long WAITING = 9_007_199_254_740_991L;

    /** About so many copies are looked at without a pause for others. */
    private static final int AT_ONCE = 500;

    private static final long REPLY_BYTES = 8L << 20;

    /** A failing destination answers the same page to everybody, and memory is dear meanwhile. */
    private static final int ANSWER_BYTES = 512;

    private final Link link;
    private final Keys keys;
    private final Wakes wakes;

    Parking(Link link, Keys keys, Wakes wakes) {
        this.link = link;
        this.keys = keys;
        this.wakes = wakes;
    }

    Future<Void> park(Delivery delivery, Duration delay, Setback setback) {
        return park(delivery, delay, setback, false);
    }

    /** The same, but without effect if it is parked no more. */
    Future<Void> parkAgain(Delivery delivery, Duration delay, Setback setback) {
        return park(delivery, delay, setback, true);
    }

    private Future<Void> park(
            Delivery delivery, Duration delay, Setback setback, boolean isOnlyAgain) {
        var kept = new Setback(setback.reason(), setback.answer().first(ANSWER_BYTES));
        var arguments =
                List.of(
                        delivery.id(),
                        delivery.attempt(),
                        delay.toMillis(),
                        DeliveryCodec.encode(delivery, kept),
                        isOnlyAgain ? 1 : 0);
        return PARK.run(link, keys.lot(delivery.destination()), arguments)
                // Else its event might be settled at the next master, which does not have it.
                .compose(parked -> link.of(keys.due(delivery.destination())).affirmIfKnown())
                .onSuccess(parked -> wakes.remind(delivery.destination(), delay));
    }

    Future<Due> claimDue(String destination, int max, Duration lease) {
        return claimDue(destination, List.of(max, lease.toMillis(), REPLY_BYTES));
    }

    Future<Due> pull(String destination, int max, Duration visibility, String token) {
        return claimDue(destination, List.of(max, visibility.toMillis(), REPLY_BYTES, token));
    }

    private Future<Due> claimDue(String destination, List<?> arguments) {
        var places = new ArrayList<>(keys.lot(destination));
        places.add(keys.dead(destination));
        return CLAIM_DUE.run(link, places, arguments).map(reply -> due(destination, reply));
    }

    /**
     * What is left here is told to all, in case word of it was lost when it was parked or buried.
     */
    private void note(String destination, Response reply) {
        long next = reply.get(0).toLong();
        if (next >= 0) {
            wakes.remind(destination, Duration.ofMillis(next));
        } else if (reply.get(1).toInteger() == 1) {
            wakes.owe(destination);
        }
    }

    private Due due(String destination, Response reply) {
        var leased = new ArrayList<Due.Leased>();
        for (int i = 2; i < reply.size(); i += 3) {
            leased(destination, reply, i).ifPresent(leased::add);
        }
        long next = reply.get(0).toLong();
        note(destination, reply);
        return new Due(leased, next < 0 ? Wake.AGAIN : Duration.ofMillis(next));
    }

    /** The leased delivery whose id, copy and failures begin at {@code i}, if it can be read. */
    private Optional<Due.Leased> leased(String destination, Response reply, int i) {
        var copy = DeliveryCodec.decode(destination, reply.get(i + 1).toBytes());
        if (copy.isEmpty()) {
            putAside(destination, reply.get(i).toString());
        }
        int failures = reply.get(i + 2).toInteger();
        return copy.map(it -> new Due.Leased(it.delivery(), failures));
    }

    /** It is due no more, so that it does not come again and again; its copy stays for people. */
    private void putAside(String destination, String id) {
        LOGGER.atError()
                .addKeyValue("destination", destination)
                .addKeyValue("eventId", id)
                .log("parked copy cannot be read; it stays in redis and is not delivered");
        PUT_ASIDE
                .run(link, keys.lot(destination), List.of(id))
                .onSuccess(isFollowed -> remindIf(isFollowed, destination))
                .onFailure(
                        failure ->
                                LOGGER.atWarn()
                                        .addKeyValue("error", failure.toString())
                                        .log("unreadable copy comes again"));
    }

    Future<List<Parked>> list(String destination, int max) {
        return LIST.run(link, keys.lot(destination), List.of(max, REPLY_BYTES))
                .map(reply -> parked(destination, reply));
    }

    private static List<Parked> parked(String destination, Response timesAndCopies) {
        var parked = new ArrayList<Parked>();
        for (int i = 0; i < timesAndCopies.size(); i += 2) {
            var dueAt = dueAt(timesAndCopies.get(i).toLong());
            DeliveryCodec.decode(destination, timesAndCopies.get(i + 1).toBytes())
                    .map(copy -> new Parked(copy.delivery(), copy.setback(), dueAt))
                    .ifPresent(parked::add);
        }
        return parked;
    }

    private static Instant dueAt(long millis) {
        return millis > WAITING / 2 ? Instant.MAX : Instant.ofEpochMilli(millis);
    }

    Future<Void> putOff(String destination, EventId id, Duration delay) {
        return PUT_OFF.run(
                        link,
                        List.of(keys.due(destination), keys.leases(destination)),
                        List.of(id, delay.toMillis()))
                .onSuccess(done -> wakes.remind(destination, delay))
                .mapEmpty();
    }

    /** Whoever fails here is told of the destination again. */
    Future<Integer> pullIn(String destination, List<Duration> longest) {
        return pullIn(destination, longest, 0, 0)
                .compose(count -> wakes.mended(destination).map(count))
                .onSuccess(
                        count ->
                                LOGGER.atWarn()
                                        .addKeyValue("destination", destination)
                                        .addKeyValue("deliveries", count)
                                        .log(
                                                "redis' clock was set back; no delivery waits for it"));
    }

    private Future<Integer> pullIn(
            String destination, List<Duration> longest, long afterMillis, int before) {
        var arguments = new ArrayList<Object>(List.of(afterMillis, AT_ONCE));
        longest.forEach(it -> arguments.add(it.toMillis()));
        return PULL_IN.run(link, keys.lot(destination), arguments)
                .compose(
                        reply -> {
                            long next = reply.get(0).toLong();
                            int count = before + reply.get(1).toInteger();
                            return next < 0
                                    ? Future.succeededFuture(count)
                                    : pullIn(destination, longest, next, count);
                        });
    }

    Future<Void> unpark(String destination, EventId id) {
        return UNPARK.run(link, keys.lot(destination), List.of(id))
                .onSuccess(isFollowed -> remindIf(isFollowed, destination))
                .mapEmpty();
    }

    private void remindIf(Response isFollowed, String destination) {
        if (isFollowed.toInteger() == 1) {
            wakes.remind(destination, Duration.ZERO);
        }
    }

    /** Forgets a delivery, and leases the one behind it in line, unless others are due before. */
    Future<Optional<Due.Leased>> advance(String destination, EventId id, Duration lease) {
        return ADVANCE.run(link, keys.lot(destination), List.of(id, lease.toMillis()))
                .map(reply -> next(destination, reply, lease));
    }

    private Optional<Due.Leased> next(String destination, Response reply, Duration lease) {
        boolean isLeased = reply.size() > 1;
        if (isLeased) {
            wakes.remind(destination, lease);
            return leased(destination, reply, 1);
        }
        remindIf(reply.get(0), destination);
        return Optional.empty();
    }
}
