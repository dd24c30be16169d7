package io.tidegate.lab;

/**
 * What the checker says about one invariant.
 *
 * @param invariant which
 * @param state whether it held
 * @param figure the number to publish, and examples if it did not hold
 */
record Verdict(Invariant invariant, State state, String figure) {

    /** Whether an invariant held. */
    enum State {
        HELD,
        BROKEN,
        /** The run had nothing in it that could have broken it. */
        UNTESTED
    }

    static Verdict of(Invariant invariant, boolean isHeld, String figure) {
        return new Verdict(invariant, isHeld ? State.HELD : State.BROKEN, figure);
    }

    static Verdict untested(Invariant invariant) {
        return new Verdict(invariant, State.UNTESTED, "");
    }

    boolean isBroken() {
        return state == State.BROKEN;
    }

    @Override
    public String toString() {
        return "%s %s: %s%s"
                .formatted(
                        invariant,
                        state,
                        invariant.sentence(),
                        figure.isEmpty() ? "" : " (" + figure + ")");
    }
}
