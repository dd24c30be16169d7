package io.tidegate.bench;

import java.util.Arrays;
import java.util.BitSet;

/** What a soak's sender was promised, and what its destination got. Safe for many threads. */
final class SoakLedger {

    /** The last one stands for all times from there on. */
    private static final int MOST_MILLIS = 10_000;

    private final BitSet accepted = new BitSet();
    private final BitSet taken = new BitSet();
    private final int[] answersByMillis = new int[MOST_MILLIS + 1];
    private long sent;
    private long refused;
    private long repeats;
    private long attempts;

    synchronized void sent() {
        sent++;
    }

    /** The event of this number was answered 2xx after this time. */
    synchronized void accepted(int number, long millis) {
        accepted.set(number);
        answersByMillis[(int) Math.min(millis, MOST_MILLIS)]++;
    }

    /** A request got another answer, or none. */
    synchronized void refused() {
        refused++;
    }

    /** The destination was tried, whatever it answered. */
    synchronized void attempted() {
        attempts++;
    }

    /** The destination has taken the event of this number. */
    synchronized void taken(int number) {
        if (taken.get(number)) {
            repeats++;
        }
        taken.set(number);
    }

    /** The 99th percentile of the times of answers since this was last asked. */
    synchronized double answerMillis() {
        long left = Arrays.stream(answersByMillis).asLongStream().sum() / 100;
        int millis = MOST_MILLIS;
        while (millis > 0 && (left -= answersByMillis[millis]) >= 0) {
            millis--;
        }
        Arrays.fill(answersByMillis, 0);
        return millis;
    }

    /** How many were accepted and are not delivered yet. */
    synchronized int missing() {
        var missing = (BitSet) accepted.clone();
        missing.andNot(taken);
        return missing.cardinality();
    }

    synchronized long refusals() {
        return refused;
    }

    @Override
    public synchronized String toString() {
        return "sent %,d requests, refused %,d; accepted %,d events, missing %,d; %,d attempts, %,d repeats"
                .formatted(sent, refused, accepted.cardinality(), missing(), attempts, repeats);
    }
}
