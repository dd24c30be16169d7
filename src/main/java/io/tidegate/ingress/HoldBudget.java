package io.tidegate.ingress;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may be held while the store is away, over all event loops of the port. The last quarter
 * is for senders that never come again. Safe for any thread.
 */
final class HoldBudget {

    private static final int QUARTERS = 4;
    private static final int FOR_ALL = 3;

    /** About what a request takes besides its body. */
    private static final long HEAD_BYTES = 1_024;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();

    HoldBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes room for one request; false, and nothing taken, if there is not enough left.
     *
     * @param bodyBytes the length of its body
     * @param isRepeating whether its sender will come again
     */
    boolean enter(long bodyBytes, boolean isRepeating) {
        long wanted = bodyBytes + HEAD_BYTES;
        long limit = isRepeating ? maxBytes / QUARTERS * FOR_ALL : maxBytes;
        if (bytes.addAndGet(wanted) > limit) {
            bytes.addAndGet(-wanted);
            return false;
        }
        requests.incrementAndGet();
        return true;
    }

    /** Gives the room of one request back. */
    void leave(long bodyBytes) {
        bytes.addAndGet(-bodyBytes - HEAD_BYTES);
        requests.decrementAndGet();
    }

    /** How many requests are held now. */
    int requests() {
        return requests.get();
    }

    /** What they take in bytes. */
    long bytes() {
        return bytes.get();
    }
}
