package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How much work one run of a program may still do, in steps of up to a tenth of a microsecond or
 * so. A program that has used up its steps fails, wherever it is.
 *
 * <p>Steps and not time, so that a program comes to the same on every run: a busy machine must not
 * decide whether an event is delivered. Each thread has one meter, for the run that is under way.
 */
final class Meter {

    /** The steps of one run. The largest body that is read has a fifth as many values. */
    static final long STEPS = 1_000_000;

    private static final int CHARS_PER_STEP = 32;

    private static final ThreadLocal<Meter> CURRENT = ThreadLocal.withInitial(Meter::new);

    private long left;

    private Meter() {}

    /** The meter of the calling thread. */
    static Meter current() {
        return CURRENT.get();
    }

    /** A new run begins. */
    void refill() {
        left = STEPS;
    }

    /**
     * Takes steps.
     *
     * @throws JqFailure if there are not so many left
     */
    void take(long steps) {
        left -= steps;
        if (left < 0) {
            throw new JqFailure("jq: more than " + STEPS + " steps");
        }
    }

    /** Takes what it costs to look at a value without looking into it. */
    void takeShallow(JsonNode value) {
        take(shallow(value));
    }

    /** The cost of a value alone: the length of a text, the width of an array or object. */
    static long shallow(JsonNode value) {
        return value.isTextual()
                ? 1 + value.textValue().length() / CHARS_PER_STEP
                : 1 + value.size();
    }

    /** Takes, and returns, what it costs to look at a value and all that is in it. */
    long takeDeep(JsonNode value) {
        long before = left;
        walk(value);
        return before - left;
    }

    private void walk(JsonNode value) {
        if (value.isContainerNode()) {
            take(1);
            // What a program has put together may hold one value many times: each counts.
            value.forEach(this::walk);
        } else {
            takeShallow(value);
        }
    }
}
