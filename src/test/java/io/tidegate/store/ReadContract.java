package io.tidegate.store;

import static io.tidegate.store.UnderContract.byShard;
import static io.tidegate.store.UnderContract.ids;
import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.testing.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Events go in at one side and come out at the other. */
interface ReadContract extends UnderContract {

    @Test
    default void eventComesOutAsItWentIn() {
        // Given
        Event event = event("a");
        EventId id = append(event);
        // When
        var read = read(1).get(0);
        // Then
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.event())
                .usingRecursiveComparison()
                .withEqualsForType(Headers::equals, Headers.class)
                .isEqualTo(event);
    }

    @Test
    default void bytesOfTheBodyAreKeptWhateverTheyAre() {
        // Given
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        append(withBody(event("binary"), bytes));
        append(withBody(event("empty"), new byte[0]));
        // When
        var bodies = read(2).stream().map(it -> it.event().body()).toList();
        // Then
        assertThat(bodies).containsExactlyInAnyOrder(bytes, new byte[0]);
    }

    @Test
    default void eventWithoutTypeAndHeadersIsKept() {
        // Given
        var bare = event("a");
        append(
                new Event(
                        bare.source(),
                        bare.provider(),
                        "",
                        bare.dedupKey(),
                        bare.receivedAt(),
                        Headers.none(),
                        bare.body()));
        // When
        var read = read(1).get(0).event();
        // Then
        assertThat(read.type()).isEmpty();
        assertThat(read.headers()).isEqualTo(Headers.none());
    }

    @Test
    default void eventsOfOneDedupKeyLieInOneShardInTheirOrder() {
        // When
        var ids = List.of(append(event("a")), append(event("a")), append(event("a")));
        // Then
        assertThat(ids).extracting(EventId::shard).containsOnly(ids.get(0).shard());
        assertThat(ids).isSortedAccordingTo(BY_AGE).doesNotHaveDuplicates();
    }

    @Test
    default void eventsOfManyKeysSpreadOverAllShards() {
        // When
        var ids = appendMany(200);
        // Then
        assertThat(ids.stream().map(EventId::shard).collect(Collectors.toSet())).hasSize(8);
    }

    @Test
    default void eventsAppendedAtOnceAreAllReadOnce() {
        // Given
        var ids = appendMany(500);
        // When
        var read = read(500);
        // Then
        assertThat(ids(read)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    default void eachShardIsReadInItsOrder() {
        // Given
        appendMany(100);
        // When
        var read = read(100);
        // Then
        assertThat(byShard(ids(read).stream()))
                .allSatisfy(shard -> assertThat(shard).isSortedAccordingTo(BY_AGE));
    }

    @Test
    default void noReadGivesMoreThanItWasAskedFor() {
        // Given
        var ids = appendMany(40);
        // When
        var read = new ArrayList<EventId>();
        while (read.size() < 40) {
            var some = ids(readOnce(3));
            assertThat(some).hasSizeBetween(1, 3);
            read.addAll(some);
        }
        // Then
        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    default void readOfNothingIsEmptyAfterAWhile() {
        assertThat(readOnce(10)).isEmpty();
    }

    @Test
    default void waitingReadGetsTheEventThatComes() {
        // Given
        var waiting = start(store(), it -> it.read(10));
        // When
        EventId id = append(event("a"));
        // Then
        assertThat(ids(UnderContract.events(Futures.await(waiting)))).containsExactly(id);
    }

    @Test
    default void closedStoreRefusesEverything() {
        // Given
        var closed = open();
        call(closed, EventStore::close);
        // Then
        assertThat(closed.isUsable()).isFalse();
        assertThatThrownBy(() -> call(closed, it -> it.append(event("a"))))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isFalse());
        assertThatThrownBy(() -> call(closed, it -> it.read(1))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> call(closed, it -> it.list(1))).isInstanceOf(StoreException.class);
    }

    private static Event withBody(Event event, byte[] body) {
        return new Event(
                event.source(),
                event.provider(),
                event.type(),
                event.dedupKey(),
                event.receivedAt(),
                event.headers(),
                body);
    }
}
