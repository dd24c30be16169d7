package io.tidegate.event;

/**
 * Why an attempt of a delivery failed.
 *
 * @param reason what happened, for people, in a few words without secrets: {@code 503}, {@code
 *     connection refused}; empty if no attempt was made
 * @param answer the beginning of what the destination answered
 */
public record Setback(String reason, Excerpt answer) {

    /** No attempt was made. */
    public static final Setback NONE = new Setback("", Excerpt.NONE);

    /** A failure without an answer, or with one that says nothing more. */
    public static Setback of(String reason) {
        return new Setback(reason, Excerpt.NONE);
    }
}
