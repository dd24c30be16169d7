package io.tidegate.store.redis;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deliveries that gave up, in a stream for each destination. */
final class Graveyard {

    private static final Script BURY = Script.loadWithLines("bury");
    private static final Script LIST = Script.load("deadlist");
    private static final Script REPLAY = Script.loadWithLines("replay");
    private static final Script DISCARD = Script.load("discard");
    private static final long REPLY_BYTES = 8L << 20;

    private final Link link;
    private final Keys keys;
    private final Wakes wakes;

    Graveyard(Link link, Keys keys, Wakes wakes) {
        this.link = link;
        this.keys = keys;
        this.wakes = wakes;
    }

    Future<Void> bury(Delivery delivery, Setback setback) {
        String destination = delivery.destination();
        var arguments = List.of(delivery.id(), DeliveryCodec.encode(delivery, setback));
        return BURY.run(link, lotAndGraves(destination), arguments)
                .onSuccess(isFollowed -> wakes.tell(destination, isFollowed))
                // Else its event might be settled at the next master, which does not have it.
                .compose(buried -> link.of(keys.dead(destination)).affirmIfKnown());
    }

    private List<String> lotAndGraves(String destination) {
        var places = new ArrayList<>(keys.lot(destination));
        places.add(keys.dead(destination));
        places.add(keys.buried(destination));
        return places;
    }

    Future<List<DeadLetter>> list(DeadRange range, int max) {
        return LIST.run(
                        link,
                        List.of(keys.dead(range.destination())),
                        List.of(first(range), last(range), max, REPLY_BYTES))
                .compose(reply -> lettersOrMore(range, reply, max));
    }

    /** Goes on behind letters that cannot be read: nothing must mean that there is nothing more. */
    private Future<List<DeadLetter>> lettersOrMore(DeadRange range, Response reply, int max) {
        var letters = letters(range.destination(), reply);
        return letters.isEmpty() && reply.size() > 0
                ? list(range.after(reply.get(reply.size() - 2).toString()), max)
                : Future.succeededFuture(letters);
    }

    private static String first(DeadRange range) {
        if (!range.after().isEmpty()) {
            return "(" + range.after();
        }
        return range.since().isAfter(Instant.EPOCH) ? "" + range.since().toEpochMilli() : "-";
    }

    private static String last(DeadRange range) {
        return range.until().equals(Instant.MAX)
                ? "+"
                : "" + Math.max(0, range.until().toEpochMilli() - 1);
    }

    private static List<DeadLetter> letters(String destination, Response entriesAndCopies) {
        var letters = new ArrayList<DeadLetter>();
        for (int i = 0; i < entriesAndCopies.size(); i += 2) {
            String place = entriesAndCopies.get(i).toString();
            letter(destination, place, entriesAndCopies.get(i + 1).toBytes())
                    .ifPresent(letters::add);
        }
        return letters;
    }

    private static Optional<DeadLetter> letter(String destination, String place, byte[] bytes) {
        var diedAt = Instant.ofEpochMilli(Entries.id(0, place).millis());
        return DeliveryCodec.decode(destination, bytes)
                .map(copy -> new DeadLetter(copy.delivery(), copy.setback(), diedAt, place));
    }

    Future<Integer> replay(String destination, Map<EventId, Duration> delays) {
        var soonest = delays.values().stream().min(Comparator.naturalOrder());
        var arguments = new ArrayList<Object>();
        delays.forEach(
                (id, delay) -> {
                    arguments.add(id);
                    arguments.add(delay.toMillis());
                });
        return REPLAY.run(link, lotAndGraves(destination), arguments)
                .onSuccess(done -> soonest.ifPresent(it -> wakes.remind(destination, it)))
                .map(Response::toInteger);
    }

    Future<Integer> discard(String destination, Set<EventId> ids) {
        var graves = List.of(keys.dead(destination), keys.buried(destination));
        return DISCARD.run(link, graves, List.copyOf(ids)).map(Response::toInteger);
    }
}
