package io.tidegate.store.redis;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.Due;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deliveries that wait for their next attempt, and those that wait no more. */
final class Parking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Parking.class);
    private static final Script PARK = Script.load("park");
    private static final Script CLAIM_DUE = Script.load("claimdue");
    private static final Script UNPARK = Script.load("unpark");
    private static final Script BURY = Script.load("bury");
    private static final Duration NOTHING_PARKED = Duration.ofMinutes(1);
    private static final long REPLY_BYTES = 8L << 20;

    private final RedisLink link;
    private final Keys keys;

    Parking(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    Future<Void> park(Delivery delivery, Duration delay, String reason) {
        var arguments =
                List.of(
                        delivery.id(),
                        delivery.attempt(),
                        delay.toMillis(),
                        DeliveryCodec.encode(delivery, reason));
        return PARK.run(link, lot(delivery.destination()), arguments).mapEmpty();
    }

    private List<String> lot(String destination) {
        return List.of(keys.due(destination), keys.parked(destination), keys.leases(destination));
    }

    Future<Due> claimDue(String destination, int max, Duration lease) {
        return CLAIM_DUE
                .run(link, lot(destination), List.of(max, lease.toMillis(), REPLY_BYTES))
                .map(reply -> due(destination, reply));
    }

    private Due due(String destination, Response reply) {
        var leased = new ArrayList<Due.Leased>();
        for (int i = 1; i < reply.size(); i += 3) {
            String id = reply.get(i).toString();
            int failures = reply.get(i + 2).toInteger();
            DeliveryCodec.decode(destination, reply.get(i + 1).toBytes())
                    .ifPresentOrElse(
                            copy -> leased.add(new Due.Leased(copy.delivery(), failures)),
                            () -> putAside(destination, id));
        }
        long next = reply.get(0).toLong();
        return new Due(leased, next < 0 ? NOTHING_PARKED : Duration.ofMillis(next));
    }

    /** It is due no more, so that it does not come again and again; its copy stays for people. */
    private void putAside(String destination, String id) {
        LOGGER.atError()
                .addKeyValue("destination", destination)
                .addKeyValue("eventId", id)
                .log("parked copy cannot be read; it stays in redis and is not delivered");
        link.send(Request.cmd(Command.ZREM).arg(keys.due(destination)).arg(id))
                .onFailure(
                        failure ->
                                LOGGER.atWarn()
                                        .addKeyValue("error", failure.toString())
                                        .log("unreadable copy comes again"));
    }

    Future<Void> unpark(String destination, EventId id) {
        return UNPARK.run(link, lot(destination), List.of(id)).mapEmpty();
    }

    Future<Void> bury(Delivery delivery, String reason) {
        String destination = delivery.destination();
        var graveyard =
                List.of(
                        keys.due(destination),
                        keys.parked(destination),
                        keys.leases(destination),
                        keys.dead(destination),
                        keys.buried(destination));
        var arguments = List.of(delivery.id(), DeliveryCodec.encode(delivery, reason));
        return BURY.run(link, graveyard, arguments).mapEmpty();
    }

    Future<List<DeadLetter>> deadLetters(String destination, int max) {
        return link.send(
                        Request.cmd(Command.XRANGE)
                                .arg(keys.dead(destination))
                                .arg("-")
                                .arg("+")
                                .arg("COUNT")
                                .arg(max))
                .map(
                        entries ->
                                entries.stream()
                                        .flatMap(entry -> letter(destination, entry).stream())
                                        .toList());
    }

    private static Optional<DeadLetter> letter(String destination, Response entry) {
        Instant diedAt = Instant.ofEpochMilli(Entries.id(0, entry.get(0).toString()).millis());
        Response fields = entry.get(1);
        return DeliveryCodec.decode(destination, fields.get(fields.size() - 1).toBytes())
                .map(copy -> new DeadLetter(copy.delivery(), copy.reason(), diedAt));
    }
}
