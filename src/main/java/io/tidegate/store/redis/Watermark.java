package io.tidegate.store.redis;

/**
 * When a memory counts as full: from four fifths on, until it is below three quarters again, so
 * that it does not change with every event. Not safe for several threads.
 */
final class Watermark {

    private static final int FULL_PERCENT = 80;
    private static final int ROOM_PERCENT = 75;
    private static final long WHOLE_PERCENT = 100;

    private boolean isFull;

    /**
     * Notes what is used.
     *
     * @param limit how much there is; 0 if there is no limit
     * @return whether it is full now
     */
    boolean note(long used, long limit) {
        int percent = isFull ? ROOM_PERCENT : FULL_PERCENT;
        isFull = limit > 0 && used >= limit / WHOLE_PERCENT * percent;
        return isFull;
    }
}
