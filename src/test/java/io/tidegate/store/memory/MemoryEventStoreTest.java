package io.tidegate.store.memory;

import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.Claim;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStoreContract;
import io.tidegate.store.EventStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The reference implementation, at a time of its own. */
class MemoryEventStoreTest extends EventStoreContract {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @Override
    protected EventStores stores() {
        return new MemoryEventStores(vertx, CONFIG, now::get);
    }

    @Override
    protected boolean isReady(EventStore store) {
        return store.isUsable();
    }

    @Override
    public void advance(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }

    @Override
    public void endLeases() {
        advance(CONFIG.lease());
    }

    @Test
    void keyIsForgottenAfterItsWindow() {
        // Given
        claim(readOne("a"));
        // When
        advance(RULE.window());
        var within = claim(readOne("a"));
        advance(Duration.ofMillis(1));
        var beyond = claim(readOne("a"));
        // Then
        assertThat(within).containsExactly(Claim.DUPLICATE);
        assertThat(beyond).containsExactly(Claim.FIRST);
    }

    @Test
    void historyIsDroppedWhenItIsOldEnough() {
        // Given
        settle(List.of(readOne("a").id()));
        // When
        advance(Duration.ofMinutes(5));
        // Then
        assertThat(trim(Duration.ofMinutes(6))).isZero();
        assertThat(trim(Duration.ofMinutes(5))).isOne();
    }

    @Test
    void ageOfTheOldestUnsettledEventIsTold() {
        // Given
        settle(List.of(readOne("settled").id()));
        advance(Duration.ofMinutes(5));
        append(event("unread"));
        // When
        advance(Duration.ofMinutes(2));
        // Then
        assertThat(status().oldestUnsettled()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void idsGrowEvenIfTheClockGoesBack() {
        // Given
        var before = append(event("a"));
        // When
        advance(Duration.ofHours(-1));
        var after = append(event("a"));
        // Then
        assertThat(after.millis()).isEqualTo(before.millis());
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
    }
}
