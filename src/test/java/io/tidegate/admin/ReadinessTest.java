package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ready from the last part's start to the first word of a stop, while every store is usable. */
class ReadinessTest {

    private final Readiness readiness = new Readiness();

    @Test
    void notReadyButLiveBeforeEverythingHasStarted() {
        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.isStarted()).isFalse();
        assertThat(readiness.isLive()).isTrue();
        readiness.started();
        assertThat(readiness.isStarted()).isTrue();
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void oneStoreAwayIsEnoughNotToBeReady() {
        readiness.started();
        readiness.needsStore(() -> true);
        assertThat(readiness.isReady()).isTrue();
        readiness.needsStore(() -> false);
        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.isLive()).isTrue();
    }

    @Test
    void drainingIsNotReady() {
        readiness.started();
        readiness.drain();
        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.isDraining()).isTrue();
        assertThat(readiness.isLive()).isTrue();
    }

    @Test
    void oneLoopStuckIsEnoughNotToBeLive() {
        readiness.needsLoops(() -> true);
        assertThat(readiness.isLive()).isTrue();
        readiness.needsLoops(() -> false);
        assertThat(readiness.isLive()).isFalse();
    }
}
