package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An event loop that stops beating is dead after ten seconds, and alive once it beats again. */
class PulseTest {

    @Test
    void aliveForTenSecondsAfterEachBeat() {
        // Given
        var now = new AtomicLong(Long.MAX_VALUE - 5);
        var pulse = new Pulse(now::get);
        // Then
        now.addAndGet(TimeUnit.SECONDS.toNanos(10) - 1);
        assertThat(pulse.isAlive()).isTrue();
        now.addAndGet(1);
        assertThat(pulse.isAlive()).isFalse();
        pulse.beat();
        assertThat(pulse.isAlive()).isTrue();
    }
}
