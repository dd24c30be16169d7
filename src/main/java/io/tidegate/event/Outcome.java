package io.tidegate.event;

import java.time.Duration;
import java.util.function.Function;

/** What one attempt of a delivery came to. */
public sealed interface Outcome {

    /** Calls the function of the case that this outcome is, and returns what it returns. */
    <T> T match(
            Function<Delivered, T> delivered,
            Function<Retry, T> retry,
            Function<Dead, T> dead,
            Function<Gone, T> gone);

    /** The same outcome, with what the destination answered; no effect on a success. */
    Outcome answered(Excerpt answer);

    /** The destination took it. */
    record Delivered() implements Outcome {
        @Override
        public <T> T match(
                Function<Delivered, T> delivered,
                Function<Retry, T> retry,
                Function<Dead, T> dead,
                Function<Gone, T> gone) {
            return delivered.apply(this);
        }

        @Override
        public Outcome answered(Excerpt answer) {
            return this;
        }
    }

    /**
     * The destination did not take it, and may later.
     *
     * @param setback what happened
     * @param notBefore how long the destination asked us to wait; zero if it did not
     * @param attemptLimit after how many attempts in all this reason is final; the destination's
     *     own limit holds if it is smaller
     */
    record Retry(Setback setback, Duration notBefore, int attemptLimit) implements Outcome {

        /** A failure of which only the reason is known. */
        public Retry(String reason, Duration notBefore, int attemptLimit) {
            this(Setback.of(reason), notBefore, attemptLimit);
        }

        @Override
        public <T> T match(
                Function<Delivered, T> delivered,
                Function<Retry, T> retry,
                Function<Dead, T> dead,
                Function<Gone, T> gone) {
            return retry.apply(this);
        }

        @Override
        public Outcome answered(Excerpt answer) {
            return new Retry(new Setback(setback.reason(), answer), notBefore, attemptLimit);
        }
    }

    /**
     * No further attempt can help.
     *
     * @param setback what happened
     */
    record Dead(Setback setback) implements Outcome {
        @Override
        public <T> T match(
                Function<Delivered, T> delivered,
                Function<Retry, T> retry,
                Function<Dead, T> dead,
                Function<Gone, T> gone) {
            return dead.apply(this);
        }

        @Override
        public Outcome answered(Excerpt answer) {
            return new Dead(new Setback(setback.reason(), answer));
        }
    }

    /**
     * The destination says that it is no more, and not only for this delivery.
     *
     * @param setback what happened
     */
    record Gone(Setback setback) implements Outcome {
        @Override
        public <T> T match(
                Function<Delivered, T> delivered,
                Function<Retry, T> retry,
                Function<Dead, T> dead,
                Function<Gone, T> gone) {
            return gone.apply(this);
        }

        @Override
        public Outcome answered(Excerpt answer) {
            return new Gone(new Setback(setback.reason(), answer));
        }
    }

    /** The destination took it. */
    static Outcome delivered() {
        return new Delivered();
    }

    /** A failure that may pass, tried again for as long as the destination's policy allows. */
    static Outcome retry(String reason) {
        return new Retry(reason, Duration.ZERO, Integer.MAX_VALUE);
    }

    /** A failure that no further attempt can mend. */
    static Outcome dead(String reason) {
        return new Dead(Setback.of(reason));
    }

    /** A failure after which the destination wants nothing more. */
    static Outcome gone(String reason) {
        return new Gone(Setback.of(reason));
    }
}
