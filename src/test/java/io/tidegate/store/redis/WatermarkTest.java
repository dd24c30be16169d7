package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A memory is full from 80 % on, and has room again below 75 %. */
class WatermarkTest {

    private final Watermark watermark = new Watermark();

    @Test
    void memoryIsFullFromFourFifthsOn() {
        assertThat(watermark.note(799, 1_000)).isFalse();
        assertThat(watermark.note(800, 1_000)).isTrue();
    }

    @Test
    void fullMemoryHasRoomAgainBelowThreeQuarters() {
        // Given
        watermark.note(900, 1_000);
        // When, Then
        assertThat(watermark.note(750, 1_000)).isTrue();
        assertThat(watermark.note(749, 1_000)).isFalse();
        assertThat(watermark.note(790, 1_000)).isFalse();
    }

    @Test
    void memoryWithoutALimitIsNeverFull() {
        assertThat(watermark.note(Long.MAX_VALUE, 0)).isFalse();
    }

    @Test
    void limitThatIsTakenAwayMakesRoom() {
        // Given
        watermark.note(900, 1_000);
        // When, Then
        assertThat(watermark.note(900, 0)).isFalse();
    }
}
