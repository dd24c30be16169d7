package io.tidegate.lab;

/**
 * One request of the sender, and what became of it.
 *
 * @param n the number of the event
 * @param isForged whether its signature is wrong
 * @param isRepeat whether the event was sent before
 * @param at when it was sent, in nanoseconds of this machine's monotonic clock
 * @param answeredAt when its answer or its failure came
 * @param status the status of the answer; 0 if the request was on its way and none came; -1 if no
 *     connection was made
 * @param id the id that the answer gave the event; empty if none
 */
record Send(
        int n,
        boolean isForged,
        boolean isRepeat,
        long at,
        long answeredAt,
        int status,
        String id) {

    static final int NO_ANSWER = 0;
    static final int NOT_CONNECTED = -1;

    boolean isAccepted() {
        return status / 100 == 2;
    }
}
