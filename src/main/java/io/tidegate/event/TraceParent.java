package io.tidegate.event;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a trace: what the header {@code traceparent} says.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero
 * @param flags what the version that we write knows: 1 if the trace is recorded, 2 if its id is
 *     random
 * @see <a href="https://www.w3.org/TR/trace-context-2/#traceparent-header">Trace Context</a>
 */
public record TraceParent(String traceId, String spanId, int flags) {

    /** The header that holds it. */
    public static final String HEADER = "traceparent";

    /** The header with what vendors add, which means nothing without the other. */
    public static final String STATE = "tracestate";

    /** Versions to come may have more at the end, and every version but ff may come. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    private static final int LENGTH = 55;
    private static final int KNOWN_FLAGS = 3;
    private static final int RECORDED = 1;

    /** Reads the header's value; empty if it is not what the standard allows. */
    public static Optional<TraceParent> parse(String value) {
        if (value.length() < LENGTH || (hasMore(value) && !mayHaveMore(value))) {
            return Optional.empty();
        }
        var parts = FORM.matcher(value.substring(0, LENGTH));
        return parts.matches()
                ? Optional.of(
                        new TraceParent(
                                parts.group(1),
                                parts.group(2),
                                Integer.parseInt(parts.group(3), 16) & KNOWN_FLAGS))
                : Optional.empty();
    }

    private static boolean hasMore(String value) {
        return value.length() > LENGTH;
    }

    private static boolean mayHaveMore(String value) {
        return !value.startsWith("00") && value.charAt(LENGTH) == '-';
    }

    /** What the header of these fields says; empty if there is none, several, or no valid one. */
    public static Optional<TraceParent> of(Headers headers) {
        return headers.first(HEADER)
                .filter(value -> headers.count(HEADER) == 1)
                .flatMap(TraceParent::parse);
    }

    /** Whether somebody records the trace. */
    public boolean isRecorded() {
        return (flags & RECORDED) != 0;
    }

    /** The header's value. */
    @Override
    public String toString() {
        return "00-%s-%s-%02x".formatted(traceId, spanId, flags);
    }
}
