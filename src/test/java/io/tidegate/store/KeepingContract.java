package io.tidegate.store;

import static io.tidegate.store.UnderContract.byShard;
import static io.tidegate.store.UnderContract.ids;
import static io.tidegate.testing.Events.delivery;
import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept can be found and counted; what is needed is never dropped. */
interface KeepingContract extends UnderContract {

    /** The bytes of a body of which a hundred are some memory. */
    int LARGE = 4_000;

    @Test
    default void newestEventsAreListedFirst() {
        // Given
        var ids = appendMany(20);
        // When
        var listed = ids(list(100));
        // Then
        assertThat(listed)
                .isSortedAccordingTo(Comparator.comparingLong(EventId::millis).reversed())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids(list(5))).isEqualTo(listed.subList(0, 5));
    }

    @Test
    default void listingDoesNotDisturbReading() {
        // Given
        appendMany(3);
        list(10);
        // When, Then
        assertThat(read(3)).hasSize(3);
    }

    @Test
    default void eventIsFoundByItsId() {
        // Given
        EventId id = append(event("a"));
        append(event("b"));
        // When, Then
        assertThat(find(id))
                .hasValueSatisfying(it -> assertThat(it.event().dedupKey()).isEqualTo("a"));
    }

    @Test
    default void unknownIdsAreNotFound() {
        assertThat(find(new EventId(1, 2, 3))).isEmpty();
        assertThat(find(new EventId(999, 2, 3))).isEmpty();
    }

    @Test
    default void settledHistoryIsDropped() {
        // Given
        appendMany(20);
        var read = ids(read(20));
        settle(read);
        // When
        long dropped = trim(Duration.ZERO);
        // Then
        assertThat(dropped).isEqualTo(20);
        assertThat(find(read.get(0))).isEmpty();
        assertThat(list(10)).isEmpty();
    }

    @Test
    default void historyIsKeptForItsTime() {
        // Given
        appendMany(5);
        settle(ids(read(5)));
        // When, Then
        assertThat(trim(LONG)).isZero();
        assertThat(list(10)).hasSize(5);
    }

    @Test
    default void oldestHistoryIsDroppedWhereItIsTooMuch() {
        // Given
        var ids = appendLarge(400);
        settle(ids(read(400)));
        // When
        long dropped = trim(LONG, 200 * LARGE);
        // Then
        var kept = ids(list(1_000));
        assertThat(dropped).isEqualTo(400 - kept.size());
        assertThat(kept).hasSizeBetween(80, 240).contains(ids.get(399));
        assertThat(byShard(kept.stream()))
                .allSatisfy(
                        shard -> {
                            var all = ids.stream().filter(it -> it.shard() == shard.get(0).shard());
                            assertThat(all.sorted(BY_AGE.reversed()).limit(shard.size()))
                                    .containsExactlyElementsOf(shard);
                        });
        assertThat(trim(LONG, 200 * LARGE)).isLessThan(40);
    }

    @Test
    default void whatIsNotSettledIsNeverTooMuch() {
        // Given
        appendLarge(40);
        settle(ids(read(40)));
        var unsettled = appendLarge(40);
        read(20);
        // When
        trim(LONG, 0);
        // Then
        assertThat(ids(list(1_000))).containsAll(unsettled);
    }

    /** Appends one after the other. */
    private List<EventId> appendLarge(int count) {
        var ids = new ArrayList<EventId>();
        for (int i = 0; i < count; i++) {
            ids.add(append(event("shop", "large" + i, "x".repeat(LARGE))));
        }
        return ids;
    }

    @Test
    default void unreadEventsAreNeverDropped() {
        // Given
        appendMany(20);
        // When, Then
        assertThat(trim(Duration.ZERO)).isZero();
        assertThat(read(20)).hasSize(20);
    }

    @Test
    default void unsettledEventsAreNeverDropped() {
        // Given
        appendMany(20);
        read(20);
        // When, Then
        assertThat(trim(Duration.ZERO)).isZero();
        assertThat(list(100)).hasSize(20);
    }

    @Test
    default void nothingUnsettledIsEverDroppedWhateverHappens() {
        // Given
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var unread = new HashSet<EventId>();
        var pending = new ArrayList<EventId>();
        // When
        for (int step = 0; step < 150; step++) {
            switch (random.nextInt(4)) {
                case 0 -> unread.addAll(appendMany(random.nextInt(30)));
                case 1 -> readSome(random, unread, pending);
                case 2 -> settleSome(random, pending);
                default -> trim(Duration.ZERO);
            }
        }
        trim(Duration.ZERO);
        // Then
        assertThat(ids(list(1000))).as("seed %s", seed).containsAll(unread).containsAll(pending);
        assertThat(status().vanished()).isZero();
    }

    private void readSome(Random random, Set<EventId> unread, List<EventId> pending) {
        if (!unread.isEmpty()) {
            var read = ids(readOnce(1 + random.nextInt(20)));
            unread.removeAll(read);
            pending.addAll(read);
        }
    }

    private void settleSome(Random random, List<EventId> pending) {
        var settled = pending.stream().filter(id -> random.nextInt(3) == 0).toList();
        settle(settled);
        pending.removeAll(settled);
    }

    @Test
    default void emptyStoreCountsNothing() {
        var status = status("ci");
        assertThat(status)
                .isEqualTo(
                        new StoreStatus(
                                0,
                                0,
                                0,
                                Duration.ZERO,
                                0,
                                0,
                                status.room(),
                                Map.of("ci", 0L),
                                Map.of("ci", 0L),
                                Map.of("ci", 0L),
                                Map.of()));
    }

    @Test
    default void everythingIsCounted() {
        // Given
        appendMany(20);
        var read = read(20);
        settle(ids(read.subList(0, 12)));
        call(it -> it.park(delivery(read.get(0), "ci"), Duration.ZERO, Setback.NONE));
        call(it -> it.park(delivery(read.get(1), "ci"), LONG, Setback.NONE));
        bury(delivery(read.get(2), "ci"), "no");
        append(event("unread"));
        // When
        var status = status("ci", "lake");
        // Then
        assertThat(status.events()).isEqualTo(21);
        assertThat(status.pending()).isEqualTo(8);
        assertThat(status.unread()).isEqualTo(1);
        assertThat(status.oldestUnsettled()).isLessThan(Duration.ofMinutes(1));
        assertThat(status.parked()).isEqualTo(Map.of("ci", 2L, "lake", 0L));
        assertThat(status.dead()).isEqualTo(Map.of("ci", 1L, "lake", 0L));
    }

    @Test
    default void ageOfTheOldestParkedEventIsToldWhateverElseIsParked() {
        // Given three of which the one in the middle is an hour older
        EventId id = append(event("a"));
        for (long hours : new long[] {0, 1, 0}) {
            long millis = id.millis() - Duration.ofHours(hours).toMillis();
            var stored = new StoredEvent(new EventId(id.shard(), millis, hours), event("a"));
            call(it -> it.park(delivery(stored, "ci"), LONG, Setback.NONE));
        }
        // When
        long oldest = status("ci").oldestParked().getOrDefault("ci", -1L);
        var old = new EventId(id.shard(), id.millis() - Duration.ofHours(1).toMillis(), 1);
        call(it -> it.unpark("ci", old));
        long next = status("ci").oldestParked().getOrDefault("ci", -1L);
        // Then
        long hour = Duration.ofHours(1).toMillis();
        assertThat(oldest).isBetween(hour, hour + Duration.ofMinutes(1).toMillis());
        assertThat(next).isBetween(0L, Duration.ofMinutes(1).toMillis());
    }
}
