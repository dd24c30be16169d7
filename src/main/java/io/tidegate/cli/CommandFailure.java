package io.tidegate.cli;

/** A command cannot do what it was asked; the message is the one line that the user reads. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Fails with a message that names the thing, the place and the remedy. */
    public CommandFailure(String message) {
        super(message);
    }
}
