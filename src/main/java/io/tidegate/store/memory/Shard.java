package io.tidegate.store.memory;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Handout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One stream of events, who has read how far, and who still has to settle what. */
final class Shard {

    private final int number;
    private final TreeMap<EventId, Event> events = new TreeMap<>(Memory.BY_AGE);
    private final TreeMap<EventId, Pending> pending = new TreeMap<>(Memory.BY_AGE);
    private EventId lastAppended;
    private EventId lastRead;
    private long bytes;

    Shard(int number) {
        this.number = number;
        this.lastAppended = new EventId(number, 0, 0);
        this.lastRead = lastAppended;
    }

    /**
     * An event that was handed out.
     *
     * @param sinceMillis when it was handed out last
     * @param failures how many workers had it before and failed
     */
    private record Pending(long sinceMillis, int failures) {}

    /** Ids never go back, even if the clock does. */
    EventId append(Event event, long now) {
        lastAppended =
                now > lastAppended.millis()
                        ? new EventId(number, now, 0)
                        : new EventId(number, lastAppended.millis(), lastAppended.sequence() + 1);
        events.put(lastAppended, event);
        bytes += event.body().length;
        return lastAppended;
    }

    /** Hands out what nobody has read. */
    List<Handout> read(int max, long now) {
        var unread = events.tailMap(lastRead, false).keySet().stream().limit(max).toList();
        return unread.stream()
                .flatMap(id -> hand(id, 0, now).stream())
                .map(Handout::first)
                .toList();
    }

    private Optional<StoredEvent> hand(EventId id, int failures, long now) {
        pending.put(id, new Pending(now, failures));
        lastRead = Memory.BY_AGE.compare(id, lastRead) > 0 ? id : lastRead;
        return find(id);
    }

    /** What was read and not settled, oldest first. */
    List<EventId> pending() {
        return List.copyOf(pending.keySet());
    }

    /** How many workers have failed with an event; 0 for one that is settled. */
    int failures(EventId id) {
        return Optional.ofNullable(pending.get(id)).map(Pending::failures).orElse(0);
    }

    /**
     * Hands out once more what a worker has left; empty if it is settled.
     *
     * @param moreFailures 1 if that worker has failed, else 0
     */
    Optional<Handout> handAgain(EventId id, int moreFailures, long now) {
        int failures = failures(id) + moreFailures;
        return Optional.ofNullable(pending.get(id))
                .flatMap(left -> hand(id, failures, now))
                .map(event -> Handout.again(event, failures));
    }

    /** Hands out once more what was handed out at that time or before. */
    List<Handout> reclaim(long latest, int max, long now) {
        var idle =
                pending.entrySet().stream()
                        .filter(entry -> entry.getValue().sinceMillis() <= latest)
                        .map(Map.Entry::getKey)
                        .limit(max)
                        .toList();
        return idle.stream().flatMap(id -> handAgain(id, 0, now).stream()).toList();
    }

    void settle(EventId id) {
        pending.remove(id);
    }

    Optional<StoredEvent> find(EventId id) {
        return Optional.ofNullable(events.get(id)).map(event -> new StoredEvent(id, event));
    }

    Stream<StoredEvent> events() {
        return events.entrySet().stream().map(it -> new StoredEvent(it.getKey(), it.getValue()));
    }

    /**
     * Drops what is read, settled, has nothing unsettled before it, and is of the horizon or older,
     * or one of too many: the bodies take more than {@code mostBytes}.
     */
    long trim(long horizon, long mostBytes) {
        long before = events.size();
        while (!events.isEmpty() && isDroppable(events.firstKey(), horizon, mostBytes)) {
            bytes -= events.pollFirstEntry().getValue().body().length;
        }
        return before - events.size();
    }

    private boolean isDroppable(EventId id, long horizon, long mostBytes) {
        return (id.millis() <= horizon || bytes > mostBytes)
                && Memory.BY_AGE.compare(id, lastRead) <= 0
                && !pending.containsKey(id);
    }

    Optional<Long> oldestUnsettled() {
        return Stream.of(pending.keySet(), events.tailMap(lastRead, false).keySet())
                .flatMap(ids -> ids.stream().limit(1))
                .map(EventId::millis)
                .min(Long::compare);
    }

    long size() {
        return events.size();
    }

    long pendingCount() {
        return pending.size();
    }

    long unreadCount() {
        return events.tailMap(lastRead, false).size();
    }
}
