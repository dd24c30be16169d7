package io.tidegate.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an event of a source is a duplicate of one before, and delivered no more.
 *
 * @param window for how long an event with the id of another is a duplicate, up to 90d; 0s: never;
 *     default as long as the provider repeats events, and where that is not known {@code
 *     store.dedupWindow}
 * @param bytes whether an event with the body of another is a duplicate too, whatever its id:
 *     against captured requests that are sent again under another id, where the signature does not
 *     cover the id; never for senders that say different things in the same bytes; default as the
 *     provider's file says, mostly false
 * @param conflicts what becomes of an event with the id of another and a body of its own, which is
 *     counted in any case; default deliver, because a duplicate is better than a loss, except where
 *     the provider's file says that repeats vary
 */
public record DedupConfig(
        @Nullable Duration window, @Nullable Boolean bytes, @Nullable Conflicts conflicts) {

    private static final Duration LONGEST = Duration.ofDays(90);

    /** Of a source that says nothing about it. */
    public static final DedupConfig USUAL = new DedupConfig(null, null, null);

    public DedupConfig {
        Duration checked = window == null ? Duration.ZERO : window;
        new Bounds()
                .that(
                        "window",
                        !checked.isNegative() && checked.compareTo(LONGEST) <= 0,
                        "must be 0s to 90d")
                .check();
    }

    /** What becomes of an event whose id is known and whose body is not. */
    public enum Conflicts {
        /** It is delivered. */
        DELIVER,
        /** It is a duplicate like any other. */
        DROP
    }
}
