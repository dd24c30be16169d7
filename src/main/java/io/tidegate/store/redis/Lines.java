package io.tidegate.store.redis;

import io.tidegate.event.Setback;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Lets deliveries line up. All lines of a destination are in one sorted set, a member for each
 * delivery, so that a line costs nothing but what stands in it.
 */
final class Lines {

    private static final Script LINE_UP = Script.loadWithLines("lineup");
    private static final int NAME_BYTES = 16;

    /** For how long after the last event it is known up to which event a shard has lined up. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Link link;
    private final Keys keys;
    private final Wakes wakes;

    Lines(Link link, Keys keys, Wakes wakes) {
        this.link = link;
        this.keys = keys;
        this.wakes = wakes;
    }

    Future<Void> lineUp(String destination, List<Entrant> entrants) {
        var places = new ArrayList<>(keys.lot(destination));
        places.add(keys.lined(destination));
        var arguments = new ArrayList<Object>(List.of(MEMORY.toMillis()));
        for (Entrant entrant : entrants) {
            arguments.add(entrant.delivery().id());
            arguments.add(name(entrant.key()));
            arguments.add(entrant.time());
            arguments.add(DeliveryCodec.encode(entrant.delivery(), Setback.NONE));
        }
        return LINE_UP.run(link, places, arguments)
                .onSuccess(isDue -> wakes.tell(destination, isDue))
                // Else its event might be settled at the next master, which does not have it.
                .compose(linedUp -> link.of(keys.lined(destination)).affirmIfKnown());
    }

    /** Keys are strangers' texts of any length; 22 characters tell 2^64 of them apart. */
    private static String name(String key) {
        byte[] hash = DedupHash.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(hash, NAME_BYTES));
    }
}
