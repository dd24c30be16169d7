package io.tidegate.event;

import java.util.Arrays;

/**
 * The beginning of what a destination answered, for people who want to know why a delivery failed.
 * It may hold personal data or secrets: it is kept and shown, and never logged.
 */
public final class Excerpt {

    /** How much of an answer is kept at most. */
    public static final int MAX_BYTES = 4 << 10;

    /** No answer, or one without a body. */
    public static final Excerpt NONE = new Excerpt(new byte[0]);

    private final byte[] bytes;

    private Excerpt(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The first {@link #MAX_BYTES} of an answer. */
    public static Excerpt of(byte[] answer) {
        return answer.length == 0
                ? NONE
                : new Excerpt(Arrays.copyOf(answer, Math.min(answer.length, MAX_BYTES)));
    }

    /** No more than this many bytes of it. */
    public Excerpt first(int most) {
        return bytes.length <= most ? this : new Excerpt(Arrays.copyOf(bytes, most));
    }

    /** The bytes, which callers must not change; possibly none. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Excerpt excerpt && Arrays.equals(bytes, excerpt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its size only. */
    @Override
    public String toString() {
        return "excerpt of " + bytes.length + " bytes";
    }
}
