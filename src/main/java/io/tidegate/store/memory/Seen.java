package io.tidegate.store.memory;

import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRule;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Remembers which event was the first of its dedup key, or of its body. */
final class Seen {

    private final Map<List<Object>, StoredEvent> first;

    /** Nothing yet; beyond {@code capacity} the oldest are forgotten. */
    Seen(long capacity) {
        first = new Remembered(capacity);
    }

    /** A map of bounded size. */
    private static final class Remembered extends LinkedHashMap<List<Object>, StoredEvent> {

        private static final long serialVersionUID = 1L;

        private final long capacity;

        Remembered(long capacity) {
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, StoredEvent> eldest) {
            return size() > capacity;
        }
    }

    Claim claim(StoredEvent event, DedupRule rule) {
        if (rule.isOff()) {
            return Claim.FIRST;
        }
        var claims = Stream.of(claimKey(event, rule));
        return (rule.byBytes() ? Stream.concat(claims, Stream.of(claimBody(event, rule))) : claims)
                .max(Comparator.naturalOrder())
                .orElse(Claim.FIRST);
    }

    private Claim claimKey(StoredEvent event, DedupRule rule) {
        String key = event.event().dedupKey();
        Optional<StoredEvent> winner = winner(event, rule, key);
        if (winner.isEmpty() || isSame(winner.get(), event)) {
            return winner.isEmpty() ? Claim.FIRST : Claim.AGAIN;
        }
        if (Arrays.equals(winner.get().event().body(), event.event().body())) {
            return Claim.DUPLICATE;
        }
        boolean isFirstOfItsBody =
                !rule.keepsConflicts()
                        || winner(event, rule, List.of(key, body(event)))
                                .filter(it -> !isSame(it, event))
                                .isEmpty();
        return isFirstOfItsBody ? Claim.CONFLICT : Claim.DUPLICATE;
    }

    private Claim claimBody(StoredEvent event, DedupRule rule) {
        return winner(event, rule, body(event))
                .map(it -> isSame(it, event) ? Claim.AGAIN : Claim.DUPLICATE)
                .orElse(Claim.FIRST);
    }

    private static ByteBuffer body(StoredEvent event) {
        return ByteBuffer.wrap(event.event().body());
    }

    private static boolean isSame(StoredEvent one, StoredEvent other) {
        return one.id().equals(other.id());
    }

    /** Who had it before within the window; if nobody had, this event has it from now on. */
    private Optional<StoredEvent> winner(StoredEvent event, DedupRule rule, Object what) {
        List<Object> key = List.of(event.event().source(), what);
        Optional<StoredEvent> before =
                Optional.ofNullable(first.get(key)).filter(it -> isNear(it, event, rule));
        if (before.isEmpty()) {
            first.put(key, event);
        }
        return before;
    }

    private static boolean isNear(StoredEvent one, StoredEvent other, DedupRule rule) {
        return Math.abs(one.id().millis() - other.id().millis()) <= rule.window().toMillis();
    }
}
