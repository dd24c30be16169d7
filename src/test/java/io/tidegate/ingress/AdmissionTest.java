package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shared limits hold exactly, whoever reaches for them at once. */
class AdmissionTest {

    @Test
    void memoryIsGivenOutToTheLastByteAndNoFurther() {
        var admission = new Admission(10, 1);
        assertThat(admission.reserve(4)).isTrue();
        assertThat(admission.reserve(7)).isFalse();
        assertThat(admission.reserve(6)).isTrue();
        assertThat(admission.reserve(1)).isFalse();
        assertThat(admission.inFlightBytes()).isEqualTo(10);
        admission.release(4);
        assertThat(admission.reserve(4)).isTrue();
    }

    @Test
    void connectionsAreLetInUpToTheLimit() {
        var admission = new Admission(10, 2);
        assertThat(admission.enter()).isTrue();
        assertThat(admission.enter()).isTrue();
        assertThat(admission.enter()).isFalse();
        admission.leave();
        assertThat(admission.enter()).isTrue();
        assertThat(admission.connections()).isEqualTo(2);
    }

    @Test
    void threadsTogetherGetNoMoreThanOne() throws InterruptedException {
        // Given
        var admission = new Admission(1_000, 1);
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(4);
        // When
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> reserveAndRelease(admission, start));
        }
        start.countDown();
        threads.shutdown();
        // Then
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(admission.inFlightBytes()).isZero();
    }

    private static void reserveAndRelease(Admission admission, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < 100_000; i++) {
            if (admission.reserve(400)) {
                admission.release(400);
            }
        }
    }
}
