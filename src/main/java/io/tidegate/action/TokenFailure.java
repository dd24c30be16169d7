package io.tidegate.action;

/** No token was given to us; the message says why in a few words without secrets. */
final class TokenFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenFailure(String message) {
        // No stack trace: it happens as often as deliveries are tried.
        super(message, null, false, false);
    }
}
