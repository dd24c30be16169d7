package io.tidegate.store.memory;

import io.tidegate.event.EventId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who stands in line behind whom at one destination, and up to which event each shard has been. */
final class Lines {

    private final Map<String, Set<EventId>> lines = new HashMap<>();
    private final Map<EventId, String> keys = new HashMap<>();
    private final Map<Integer, EventId> lined = new HashMap<>();

    /** Whose line a delivery stands in, if in any. */
    Optional<String> keyOf(EventId id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** Takes the last place of a line; returns whether that is the first. */
    boolean enter(EventId id, String key) {
        keys.put(id, key);
        var line = line(key);
        line.add(id);
        return line.size() == 1;
    }

    /** Gives a place up; returns who has become the first thereby. */
    Optional<EventId> leave(EventId id) {
        String key = keys.remove(id);
        return key == null ? Optional.empty() : leave(id, key);
    }

    private Optional<EventId> leave(EventId id, String key) {
        var line = line(key);
        boolean wasFirst = isFirst(id, line);
        line.remove(id);
        if (line.isEmpty()) {
            lines.remove(key);
        }
        return wasFirst ? line.stream().findFirst() : Optional.empty();
    }

    /** Whether it stands behind another. */
    boolean isWaiting(EventId id) {
        return keyOf(id).filter(key -> !isFirst(id, line(key))).isPresent();
    }

    private Set<EventId> line(String key) {
        return lines.computeIfAbsent(key, it -> new LinkedHashSet<>());
    }

    private static boolean isFirst(EventId id, Set<EventId> line) {
        return line.iterator().next().equals(id);
    }

    /** An event of its shard has lined up, and so have all before it. */
    void note(EventId id) {
        lined.put(id.shard(), id.whole());
    }

    /** Whether an event after this one has lined up. */
    boolean isOver(EventId id) {
        EventId last = lined.get(id.shard());
        return last != null && Memory.BY_AGE.compare(id, last) < 0;
    }
}
