package io.tidegate.store;

import static io.tidegate.store.Claim.AGAIN;
import static io.tidegate.store.Claim.DUPLICATE;
import static io.tidegate.store.Claim.FIRST;
import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of all events with one dedup key, one is delivered. */
interface ClaimContract extends UnderContract {

    @Test
    default void firstEventOfAKeyWinsIt() {
        assertThat(claim(readOne("a"))).containsExactly(FIRST);
    }

    @Test
    default void secondEventOfAKeyIsADuplicate() {
        // Given
        claim(readOne("a"));
        // When, Then
        assertThat(claim(readOne("a"))).containsExactly(DUPLICATE);
    }

    @Test
    default void eventReadOnceMoreKeepsItsClaim() {
        // Given
        var event = readOne("a");
        claim(event);
        claim(readOne("a"));
        // When, Then
        assertThat(claim(event)).containsExactly(AGAIN);
    }

    @Test
    default void duplicateStaysADuplicateWhenItIsReadOnceMore() {
        // Given
        claim(readOne("a"));
        var second = readOne("a");
        claim(second);
        // When, Then
        assertThat(claim(second)).containsExactly(DUPLICATE);
    }

    @Test
    default void laterEventMayClaimFirst() {
        // Given
        var earlier = readOne("a");
        var later = readOne("a");
        // When, Then
        assertThat(claim(later)).containsExactly(FIRST);
        assertThat(claim(earlier)).containsExactly(DUPLICATE);
    }

    @Test
    default void sameKeyOfAnotherSourceIsAnotherEvent() {
        // Given
        append(event("shop", "a"));
        append(event("bank", "a"));
        // When, Then
        assertThat(claim(read(2), WINDOW)).containsExactly(FIRST, FIRST);
    }

    @Test
    default void sourceAndKeyDoNotRunIntoOneAnother() {
        // Given
        append(event("ab", "c"));
        append(event("a", "bc"));
        // When, Then
        assertThat(claim(read(2), WINDOW)).containsExactly(FIRST, FIRST);
    }

    @Test
    default void eachWindowRemembersForItself() {
        // Given
        claim(readOne("a"));
        // When
        var second = List.of(readOne("a"));
        // Then
        assertThat(claim(second, Duration.ofHours(1))).containsExactly(FIRST);
    }

    @Test
    default void answersComeInTheOrderOfTheEvents() {
        // Given
        appendMany(60);
        var events = read(60);
        claim(events.subList(0, 20), WINDOW);
        appendMany(60);
        var repeats = read(60);
        var mixed = new ArrayList<>(events.subList(20, 60));
        mixed.addAll(repeats);
        mixed.sort(Comparator.comparing(it -> it.event().dedupKey()));
        // When
        var claims = claim(mixed, WINDOW);
        // Then
        assertThat(claims).hasSize(100);
        assertThat(Collections.frequency(claims, FIRST)).isEqualTo(40);
        for (int i = 0; i < claims.size(); i++) {
            boolean isOriginal = events.contains(mixed.get(i));
            assertThat(claims.get(i)).isEqualTo(isOriginal ? FIRST : DUPLICATE);
        }
    }

    @Test
    default void claimingNothingGivesNothing() {
        assertThat(claim(List.of(), WINDOW)).isEmpty();
    }

    /** Claims one event for the long window. */
    default List<Claim> claim(StoredEvent event) {
        return claim(List.of(event), WINDOW);
    }
}
