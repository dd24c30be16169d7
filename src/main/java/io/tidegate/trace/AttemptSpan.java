package io.tidegate.trace;

import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;

/** One attempt. To be ended once, by one of the last two. */
public interface AttemptSpan {

    /** The delivery with its place in the trace. */
    Delivery carry(Delivery delivery);

    /** It came to this. */
    void ended(Outcome outcome);

    /** It came to nothing, which actions promise not to let happen. */
    void notMade(Throwable cause);
}
