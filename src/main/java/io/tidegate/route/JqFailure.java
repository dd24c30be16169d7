package io.tidegate.route;

/** A program could not be run on an event; the message says why, without anything of the event. */
final class JqFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    JqFailure(String message) {
        // No stack trace: senders decide how often this happens.
        super(message, null, false, false);
        this.reason = message;
    }

    /** What went wrong, for people. */
    String reason() {
        return reason;
    }
}
