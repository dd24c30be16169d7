package io.tidegate.store;

import static io.tidegate.store.Claim.AGAIN;
import static io.tidegate.store.Claim.CONFLICT;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of all events with one dedup key, one is delivered. */
interface ClaimContract extends UnderContract {

    /** Keys are remembered, and what has another body is delivered all the same. */
    DedupRule KEEPING = new DedupRule(Duration.ofDays(3), false, true);

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
        assertThat(claim(read(2), RULE)).containsExactly(FIRST, FIRST);
    }

    @Test
    default void sourceAndKeyDoNotRunIntoOneAnother() {
        // Given
        append(event("ab", "c"));
        append(event("a", "bc"));
        // When, Then
        assertThat(claim(read(2), RULE)).containsExactly(FIRST, FIRST);
    }

    @Test
    default void sourceWithoutAWindowHasNoDuplicates() {
        // Given
        var off = DedupRule.byKey(Duration.ZERO);
        append(event("a"));
        append(event("a"));
        // When, Then
        assertThat(claim(read(2), off)).containsExactly(FIRST, FIRST);
    }

    @Test
    default void eachSourceIsJudgedByItsOwnRule() {
        // Given
        var rules = new DedupRules(Map.of("bank", DedupRule.byKey(Duration.ZERO)), RULE);
        for (String source : List.of("shop", "bank", "shop", "bank")) {
            append(event(source, "a"));
        }
        var events = read(4);
        // When
        var claims = call(it -> it.claim(events, rules));
        // Then
        for (int i = 0; i < 4; i++) {
            boolean isDuplicate = claims.get(i) == DUPLICATE;
            if (isDuplicate) {
                assertThat(events.get(i).event().source()).isEqualTo("shop");
            }
        }
        assertThat(claims).containsOnlyOnce(DUPLICATE);
    }

    @Test
    default void otherBodyUnderAKnownKeyIsAConflictWhetherItIsKeptOrNot() {
        // Given
        claim(readOne("a", "1"));
        // When, Then
        assertThat(claim(readOne("a", "2"))).containsExactly(CONFLICT);
        assertThat(claim(List.of(readOne("a", "3")), KEEPING)).containsExactly(CONFLICT);
    }

    @Test
    default void repeatOfAConflictThatIsKeptIsADuplicate() {
        // Given
        claim(List.of(readOne("a", "1")), KEEPING);
        var conflict = readOne("a", "2");
        claim(List.of(conflict), KEEPING);
        // When, Then
        assertThat(claim(List.of(readOne("a", "2")), KEEPING)).containsExactly(DUPLICATE);
        assertThat(claim(List.of(readOne("a", "1")), KEEPING)).containsExactly(DUPLICATE);
        assertThat(claim(List.of(conflict), KEEPING)).containsExactly(CONFLICT);
    }

    @Test
    default void knownBodyUnderAnotherKeyIsADuplicateOnlyWhereBodiesCount() {
        // Given
        var byBytes = new DedupRule(Duration.ofDays(3), true, true);
        var first = readOne("a", "1");
        claim(List.of(first), byBytes);
        // When, Then
        assertThat(claim(List.of(readOne("b", "1")), RULE)).containsExactly(FIRST);
        assertThat(claim(List.of(readOne("c", "1")), byBytes)).containsExactly(DUPLICATE);
        assertThat(claim(List.of(readOne("d", "2")), byBytes)).containsExactly(FIRST);
        assertThat(claim(List.of(first), byBytes)).containsExactly(AGAIN);
    }

    @Test
    default void knownBodyUnderAKnownKeyOfAnotherBodyIsADuplicateWhereBodiesCount() {
        // Given
        var byBytes = new DedupRule(Duration.ofDays(3), true, true);
        claim(List.of(readOne("a", "1")), byBytes);
        claim(List.of(readOne("b", "2")), byBytes);
        // When, Then
        assertThat(claim(List.of(readOne("b", "1")), byBytes)).containsExactly(DUPLICATE);
        assertThat(claim(List.of(readOne("b", "3")), byBytes)).containsExactly(CONFLICT);
    }

    @Test
    default void sameBodyOfAnotherSourceIsAnotherEvent() {
        // Given
        var byBytes = new DedupRule(Duration.ofDays(3), true, true);
        append(event("shop", "a", "1"));
        append(event("bank", "b", "1"));
        // When, Then
        assertThat(claim(read(2), byBytes)).containsExactly(FIRST, FIRST);
    }

    /** Appends one event with this body and reads it. */
    private StoredEvent readOne(String dedupKey, String body) {
        append(event("shop", dedupKey, body));
        return read(1).get(0);
    }

    @Test
    default void answersComeInTheOrderOfTheEvents() {
        // Given
        appendMany(60);
        var events = read(60);
        claim(events.subList(0, 20), RULE);
        appendMany(60);
        var repeats = read(60);
        var mixed = new ArrayList<>(events.subList(20, 60));
        mixed.addAll(repeats);
        mixed.sort(Comparator.comparing(it -> it.event().dedupKey()));
        // When
        var claims = claim(mixed, RULE);
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
        assertThat(claim(List.of(), RULE)).isEmpty();
    }

    /** Claims one event by the usual rule. */
    default List<Claim> claim(StoredEvent event) {
        return claim(List.of(event), RULE);
    }
}
