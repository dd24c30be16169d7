package io.tidegate.lab;

/**
 * One delivery that reached a sink.
 *
 * @param sink the destination
 * @param n the number of the event; -1 if the body is none that the sender makes
 * @param webhookId the id under which it was delivered
 * @param attempt the number of the attempt, from 1
 * @param isIntact whether each byte was what the sender signed
 * @param isTaken whether the sink answered 2xx
 * @param at when, in nanoseconds of this machine's monotonic clock
 */
record Arrival(
        String sink,
        int n,
        String webhookId,
        int attempt,
        boolean isIntact,
        boolean isTaken,
        long at) {}
