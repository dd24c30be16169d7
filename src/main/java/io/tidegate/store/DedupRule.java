package io.tidegate.store;

import java.time.Duration;

/**
 * What makes two events of one source the same.
 *
 * @param window for how long an event with the dedup key of another is a duplicate of it; zero:
 *     never
 * @param byBytes whether an event with the body of another is a duplicate of it too, whatever its
 *     key
 * @param keepsConflicts whether an event with the key of another and a body of its own is kept
 */
public record DedupRule(Duration window, boolean byBytes, boolean keepsConflicts) {

    public DedupRule {
        if (window.isNegative()) {
            throw new IllegalArgumentException("negative window: " + window);
        }
    }

    /** Equal keys make duplicates for this long, whatever the bodies. */
    public static DedupRule byKey(Duration window) {
        return new DedupRule(window, false, false);
    }

    /** Whether no event is ever a duplicate. */
    public boolean isOff() {
        return window.isZero();
    }
}
