package io.tidegate.route;

/** A text could not be filled; the message says why, without anything of the event. */
public final class TextFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message why, in a few words for people
     */
    public TextFailure(String message) {
        // No stack trace: senders decide how often this happens.
        super(message, null, false, false);
    }
}
