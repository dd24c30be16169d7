package io.tidegate.store;

/** The store could not do what it was asked; says whether it may have done it all the same. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    private StoreException(String message, boolean unknown) {
        // No stack trace: this is made for every waiting request while the store is away.
        super(message, null, false, false);
        this.unknown = unknown;
    }

    /** The command did not take effect. */
    public static StoreException notDone(String message) {
        return new StoreException(message, false);
    }

    /** The command was sent and no answer came: it may have taken effect. */
    public static StoreException unknown(String message) {
        return new StoreException(message, true);
    }

    /** Whether the command may have taken effect. */
    public boolean isUnknown() {
        return unknown;
    }
}
