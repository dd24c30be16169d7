package io.tidegate.dispatch;

import io.tidegate.store.Slots;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Moments that are reserved for attempts at one destination. One that has passed for long is lost:
 * what could not begin in time must not make up for it in a burst. Holds no clock.
 */
final class Bookings {

    /** Together with the life of a {@link Permits permit} less than a tenth of a second. */
    private static final long MOST_LATE_NANOS = 40_000_000;

    private final double spaceNanos;
    private final Deque<Booking> bookings = new ArrayDeque<>();
    private int left;

    /**
     * None yet.
     *
     * @param spaceNanos how far apart two moments are
     */
    Bookings(double spaceNanos) {
        this.spaceNanos = spaceNanos;
    }

    /** Some moments in a row, of which the first ones may have passed. */
    private static final class Booking {

        private final double startNanos;
        private int passed;
        private int left;

        Booking(double startNanos, int count) {
            this.startNanos = startNanos;
            this.left = count;
        }
    }

    /** Adds moments that were reserved just now. */
    void add(Slots slots, long nowNanos) {
        left += slots.count();
        double start = nowNanos + (double) slots.start().toNanos();
        bookings.add(new Booking(start, slots.count()));
    }

    /** How many moments have not come yet. */
    int left() {
        return left;
    }

    /** How many have come since this was last asked, and not too long ago. */
    int reached(long nowNanos) {
        int reached = 0;
        while (left > 0 && nextNanos() <= nowNanos) {
            boolean isLost = nowNanos - nextNanos() > MOST_LATE_NANOS;
            reached += isLost ? 0 : 1;
            pass();
        }
        return reached;
    }

    private void pass() {
        Booking first = bookings.element();
        first.passed++;
        first.left--;
        left--;
        if (first.left == 0) {
            bookings.remove();
        }
    }

    /** When the next one comes; only if any is left. */
    double nextNanos() {
        Booking first = bookings.element();
        return first.startNanos + first.passed * spaceNanos;
    }
}
