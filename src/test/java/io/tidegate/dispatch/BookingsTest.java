package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.Slots;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BookingsTest {

    private static final long MILLI = 1_000_000;

    /** Ten milliseconds apart. */
    private final Bookings bookings = new Bookings(10.0 * MILLI);

    @Test
    void momentsComeOneAfterTheOther() {
        bookings.add(new Slots(3, Duration.ofMillis(5)), 0);
        assertThat(bookings.left()).isEqualTo(3);
        assertThat(bookings.nextNanos()).isEqualTo(5.0 * MILLI);
        assertThat(bookings.reached(5 * MILLI - 1)).isZero();
        assertThat(bookings.reached(5 * MILLI)).isOne();
        assertThat(bookings.reached(5 * MILLI)).isZero();
        assertThat(bookings.reached(25 * MILLI)).isEqualTo(2);
        assertThat(bookings.left()).isZero();
    }

    @Test
    void oneReservationFollowsAnother() {
        bookings.add(new Slots(1, Duration.ZERO), 0);
        bookings.add(new Slots(2, Duration.ofMillis(20)), 0);
        assertThat(bookings.reached(10 * MILLI)).isOne();
        assertThat(bookings.nextNanos()).isEqualTo(20.0 * MILLI);
        assertThat(bookings.reached(30 * MILLI)).isEqualTo(2);
    }

    @Test
    void momentsThatHavePassedForLongAreLost() {
        bookings.add(new Slots(100, Duration.ZERO), 0);
        assertThat(bookings.reached(500 * MILLI)).isEqualTo(5);
        assertThat(bookings.left()).isEqualTo(49);
    }
}
