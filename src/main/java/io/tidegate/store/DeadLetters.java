package io.tidegate.store;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the store where deliveries lie that gave up, until a person decides. */
public interface DeadLetters {

    /** Moves a delivery to the dead letters of its destination, and forgets it as parked. */
    Future<Void> bury(Delivery delivery, Setback setback);

    /**
     * Lists up to {@code max} (1..1000) dead letters, oldest first; fewer than there are if they
     * are large, and none only if there are no more.
     */
    Future<List<DeadLetter>> deadLetters(DeadRange range, int max);

    /**
     * Parks dead letters again, as if no attempt had been made. Those that are parked already stay
     * as they are. Returns how many of them were dead letters.
     *
     * @param delays up to 1000 events and after which time each is due
     */
    Future<Integer> replay(String destination, Map<EventId, Duration> delays);

    /** Forgets up to 1000 dead letters. Returns how many of them there were. */
    Future<Integer> discard(String destination, Set<EventId> ids);
}
