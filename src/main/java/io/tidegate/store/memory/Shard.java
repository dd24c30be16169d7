package io.tidegate.store.memory;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import java.util.ArrayList;
import java.util.List;
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

    Shard(int number) {
        this.number = number;
        this.lastAppended = new EventId(number, 0, 0);
        this.lastRead = lastAppended;
    }

    /** Who is answerable for an event, and since when. */
    private record Pending(String worker, long sinceMillis) {}

    /** Ids never go back, even if the clock does. */
    EventId append(Event event, long now) {
        lastAppended =
                now > lastAppended.millis()
                        ? new EventId(number, now, 0)
                        : new EventId(number, lastAppended.millis(), lastAppended.sequence() + 1);
        events.put(lastAppended, event);
        return lastAppended;
    }

    List<StoredEvent> read(String worker, int max, long now) {
        var unread = events.tailMap(lastRead, false).keySet().stream().limit(max).toList();
        return hand(unread, worker, now);
    }

    private List<StoredEvent> hand(List<EventId> ids, String worker, long now) {
        var handed = new ArrayList<StoredEvent>();
        for (EventId id : ids) {
            pending.put(id, new Pending(worker, now));
            lastRead = Memory.BY_AGE.compare(id, lastRead) > 0 ? id : lastRead;
            find(id).ifPresent(handed::add);
        }
        return handed;
    }

    Stream<StoredEvent> pendingOf(String worker) {
        return pending.entrySet().stream()
                .filter(entry -> entry.getValue().worker().equals(worker))
                .flatMap(entry -> find(entry.getKey()).stream());
    }

    List<StoredEvent> reclaim(String worker, long latest, int max, long now) {
        var idle =
                pending.entrySet().stream()
                        .filter(entry -> entry.getValue().sinceMillis() <= latest)
                        .map(java.util.Map.Entry::getKey)
                        .limit(max)
                        .toList();
        return hand(idle, worker, now);
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
     * Drops what is read, settled, has nothing unsettled before it, and is of the horizon or older.
     */
    long trim(long horizon) {
        long before = events.size();
        while (!events.isEmpty() && isDroppable(events.firstKey(), horizon)) {
            events.pollFirstEntry();
        }
        return before - events.size();
    }

    private boolean isDroppable(EventId id, long horizon) {
        return id.millis() <= horizon
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
}
