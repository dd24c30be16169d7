package io.tidegate.outbound;

/** A name leads only to addresses that may not be connected to. */
public final class AddressRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AddressRefused() {
        // No stack trace: what names mean is up to others. No address: it may be of our network.
        super("address not allowed", null, false, false);
    }
}
