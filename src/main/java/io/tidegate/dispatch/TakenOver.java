package io.tidegate.dispatch;

/** Another worker has the event by now. To repeat what failed for it would be in vain. */
final class TakenOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: many events are taken over at once. */
    TakenOver() {
        super("another worker has the event", null, false, false);
    }
}
