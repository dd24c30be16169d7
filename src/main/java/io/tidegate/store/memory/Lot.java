package io.tidegate.store.memory;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.tidegate.store.Due;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import io.tidegate.store.Parked;
import io.tidegate.store.Wake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one destination is owed and does not get at present, and what it will not get. */
final class Lot {

    private static final int PARKED_ANSWER_BYTES = 512;

    private final InstantSource clock;
    private final Map<EventId, Parked> parked = new LinkedHashMap<>();

    /** How often each was leased since it was parked. */
    private final Map<EventId, Integer> leases = new HashMap<>();

    /** Under which token each is held that a client has pulled. */
    private final Map<EventId, String> tokens = new HashMap<>();

    private final Lines lines = new Lines();

    /** In which line each dead letter stood, if in any. */
    private final Map<EventId, String> lastLines = new HashMap<>();

    private final Map<EventId, DeadLetter> dead = new LinkedHashMap<>();
    private long burials;

    Lot(InstantSource clock) {
        this.clock = clock;
    }

    void park(Delivery delivery, Duration delay, Setback setback) {
        Parked present = parked.get(delivery.id());
        if (lines.isWaiting(delivery.id())) {
            return;
        }
        if (present == null || present.delivery().attempt() <= delivery.attempt()) {
            var kept = new Setback(setback.reason(), setback.answer().first(PARKED_ANSWER_BYTES));
            parked.put(delivery.id(), new Parked(delivery, kept, in(delay)));
            forgetLeases(delivery.id());
        }
    }

    /** The same, but without effect if it is parked no more. */
    void parkAgain(Delivery delivery, Duration delay, Setback setback) {
        if (parked.containsKey(delivery.id())) {
            park(delivery, delay, setback);
        }
    }

    void lineUp(List<Entrant> entrants) {
        entrants.forEach(this::lineUp);
    }

    private void lineUp(Entrant entrant) {
        Delivery delivery = entrant.delivery();
        EventId id = delivery.id();
        boolean isOver = entrant.time() == Time.AGAIN && lines.isOver(id);
        if (!isOver && lines.keyOf(id).isEmpty()) {
            Parked present = parked.getOrDefault(id, new Parked(delivery, Setback.NONE, now()));
            enter(present, entrant.key(), now());
        }
        if (!isOver && entrant.time() != Time.ANEW) {
            lines.note(id);
        }
    }

    /** Parks it at the end of a line, due then if that is also its beginning. */
    private void enter(Parked it, String key, Instant due) {
        EventId id = it.delivery().id();
        forgetLeases(id);
        Instant dueAt = lines.enter(id, key) ? due : Instant.MAX;
        parked.put(id, new Parked(it.delivery(), it.setback(), dueAt));
    }

    /** Takes it out of its line, if it stands in one; whoever is the first then is due. */
    private Optional<EventId> leave(EventId id) {
        var next = lines.leave(id);
        next.ifPresent(first -> postpone(first, Duration.ZERO));
        return next;
    }

    Optional<Due.Leased> advance(EventId id, Duration lease) {
        Instant now = now();
        boolean isAnyDue =
                parked.values().stream()
                        .anyMatch(it -> it.dueAt().isBefore(now) && !it.delivery().id().equals(id));
        var next = leave(id);
        unpark(id);
        return next.filter(first -> !isAnyDue).map(parked::get).map(first -> lease(first, lease));
    }

    private void forgetLeases(EventId id) {
        leases.remove(id);
        tokens.remove(id);
    }

    private Instant in(Duration delay) {
        return now().plus(delay);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Due claimDue(int max, Duration lease) {
        Instant now = clock.instant();
        var due = parked(Integer.MAX_VALUE).stream().filter(it -> !it.dueAt().isAfter(now));
        var claimed = due.limit(max).map(it -> lease(it, lease)).toList();
        return new Due(claimed, next(now));
    }

    Due pull(int max, Duration visibility, String token) {
        Due due = claimDue(max, visibility);
        due.deliveries().forEach(it -> tokens.put(it.id(), token));
        return due;
    }

    boolean acknowledge(EventId id, String token) {
        boolean isHeld = isHeld(id, token);
        if (isHeld) {
            unpark(id);
        }
        return isHeld;
    }

    private boolean isHeld(EventId id, String token) {
        return token.equals(tokens.get(id));
    }

    boolean extend(EventId id, String token, Duration visibility) {
        return isHeld(id, token) && postpone(id, visibility);
    }

    boolean release(EventId id, String token, Duration delay) {
        boolean isHeld = extend(id, token, delay);
        if (isHeld) {
            tokens.remove(id);
        }
        return isHeld;
    }

    private Due.Leased lease(Parked it, Duration lease) {
        EventId id = it.delivery().id();
        tokens.remove(id);
        parked.put(id, new Parked(it.delivery(), it.setback(), in(lease)));
        return new Due.Leased(it.delivery(), leases.merge(id, 1, Integer::sum) - 1);
    }

    private Duration next(Instant now) {
        return parked(1).stream()
                .map(it -> Duration.between(now, it.dueAt()))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .findFirst()
                .orElse(Wake.AGAIN);
    }

    List<Parked> parked(int max) {
        return parked.values().stream()
                .sorted(Comparator.comparing(Parked::dueAt))
                .limit(max)
                .toList();
    }

    /** Returns whether it is parked at all. */
    boolean putOff(EventId id, Duration delay) {
        if (lines.isWaiting(id)) {
            return false;
        }
        leases.computeIfPresent(id, (same, count) -> count - 1);
        return postpone(id, delay);
    }

    private boolean postpone(EventId id, Duration delay) {
        return parked.computeIfPresent(
                        id, (same, it) -> new Parked(it.delivery(), it.setback(), in(delay)))
                != null;
    }

    /** Returns whether another is due thereby. */
    boolean unpark(EventId id) {
        forgetLeases(id);
        parked.remove(id);
        return leave(id).isPresent();
    }

    /** Returns whether another is due thereby. */
    boolean bury(Delivery delivery, Setback setback) {
        lines.keyOf(delivery.id()).ifPresent(key -> lastLines.put(delivery.id(), key));
        dead.computeIfAbsent(
                delivery.id(),
                id -> new DeadLetter(delivery, setback, clock.instant(), "" + ++burials));
        return unpark(delivery.id());
    }

    List<DeadLetter> deadLetters(DeadRange range, int max) {
        long after = range.after().isEmpty() ? 0 : Long.parseLong(range.after());
        return dead.values().stream()
                .filter(it -> Long.parseLong(it.place()) > after)
                .filter(it -> !it.diedAt().isBefore(range.since()))
                .filter(it -> it.diedAt().isBefore(range.until()))
                .limit(max)
                .toList();
    }

    int replay(Map<EventId, Duration> delays) {
        int replayed = 0;
        for (var delay : delays.entrySet()) {
            DeadLetter letter = dead.remove(delay.getKey());
            if (letter != null) {
                replayed++;
                replay(letter, in(delay.getValue()));
            }
        }
        return replayed;
    }

    private void replay(DeadLetter letter, Instant due) {
        var anew = new Parked(letter.delivery().anew(), letter.setback(), due);
        EventId id = letter.delivery().id();
        Optional<String> line = Optional.ofNullable(lastLines.remove(id));
        if (!parked.containsKey(id)) {
            line.ifPresentOrElse(key -> enter(anew, key, due), () -> parked.put(id, anew));
        }
    }

    int discard(Set<EventId> ids) {
        lastLines.keySet().removeAll(ids);
        return (int) ids.stream().filter(id -> dead.remove(id) != null).count();
    }

    long parkedCount() {
        return parked.size();
    }

    /** How long ago the oldest event came that is parked; 0 if none is. */
    long oldestMillis() {
        return parked.keySet().stream()
                .mapToLong(id -> Math.max(0, clock.millis() - id.millis()))
                .max()
                .orElse(0);
    }

    long deadCount() {
        return dead.size();
    }
}
