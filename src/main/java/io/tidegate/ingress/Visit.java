package io.tidegate.ingress;

import io.vertx.core.http.HttpConnection;

/**
 * One open connection and how long it may go on with what it is doing. Owned by the event loop of
 * the connection.
 *
 * <p>An idle timeout alone does not help against a sender that sends a byte now and then: every
 * phase has a deadline of its own, whatever arrives.
 */
final class Visit {

    private static final long NEVER = Long.MAX_VALUE / 2;

    private final HttpConnection connection;
    private long sinceNanos;
    private long allowedNanos;
    private Runnable overdue;

    Visit(HttpConnection connection) {
        this.connection = connection;
        overdue = this::close;
        allowedNanos = NEVER;
    }

    /** Starts a phase that {@code overdue} ends if it lasts longer than allowed. */
    void allow(long nowNanos, long nanos, Runnable overdue) {
        sinceNanos = nowNanos;
        allowedNanos = nanos;
        this.overdue = overdue;
    }

    /** Starts a phase at whose deadline the connection is closed. */
    void allowThenClose(long nowNanos, long nanos) {
        allow(nowNanos, nanos, this::close);
    }

    /** Starts a phase whose end does not depend on the sender. */
    void calm() {
        allowedNanos = NEVER;
    }

    /** Ends the phase if it has lasted too long. */
    void check(long nowNanos) {
        if (nowNanos - sinceNanos > allowedNanos) {
            calm();
            overdue.run();
        }
    }

    /** Closes the connection once what was written is sent. */
    void close() {
        connection.close();
    }
}
