package io.tidegate.route;

import java.util.Locale;

/** What a route made of one event. A closed set: it is a tag of a meter. */
public enum Match {
    /** The filter held, and there is a payload. */
    MATCHED,
    /** The filter did not hold, or the transform made nothing. */
    UNMATCHED,
    /** The filter or the transform could not be run on this event. */
    FAILED;

    /** The name in metrics: lower case. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
