package io.tidegate.ingress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * One request until it is over: its share of the memory, its answer, and what becomes of the
 * connection afterwards. Owned by the event loop of the connection.
 */
final class Exchange {

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LINGER_BYTES = 4 << 20;

    private final Desk desk;
    private final HttpServerRequest request;
    private final Visit visit;
    private long reservedBytes;
    private long discardedBytes;
    private boolean over;

    Exchange(Desk desk, HttpServerRequest request, Visit visit) {
        this.desk = desk;
        this.request = request;
        this.visit = visit;
    }

    /** Whether the request was answered or its sender is gone. */
    boolean isOver() {
        return over;
    }

    /** Makes sure that the body may take {@code bytes} in all; false if memory is short. */
    boolean reserve(long bytes) {
        long more = bytes - reservedBytes;
        if (more <= 0) {
            return true;
        }
        if (!desk.admission().reserve(more)) {
            return false;
        }
        reservedBytes = bytes;
        return true;
    }

    /** The body is complete: what follows takes no time of the sender's. */
    void received() {
        visit.calm();
    }

    /** Has {@code overdue} called if the request is not over after this time. */
    void allow(long nanos, Runnable overdue) {
        visit.allow(desk.now(), nanos, overdue);
    }

    /** Answers, and keeps the connection for the sender's next request. */
    void answer(Answer answer) {
        finish(answer, desk.admission().isDraining());
    }

    /** Answers, and closes the connection. */
    void answerLast(Answer answer) {
        finish(answer, true);
    }

    private void finish(Answer answer, boolean isLast) {
        abandon();
        answer.write(request.response(), isLast);
        if (!isLast) {
            visit.allowThenClose(desk.now(), IDLE_NANOS);
        } else if (request.isEnded()) {
            visit.close();
        } else {
            linger();
        }
    }

    /**
     * Reads on for a moment. Closing while bytes arrive resets the connection, and then the sender
     * never sees the answer that tells it what was wrong.
     */
    private void linger() {
        request.handler(this::discard);
        request.endHandler(end -> visit.close());
        visit.allowThenClose(desk.now(), LINGER_NANOS);
    }

    private void discard(Buffer chunk) {
        discardedBytes += chunk.length();
        if (discardedBytes > LINGER_BYTES) {
            visit.close();
        }
    }

    /** Ends the request without an answer. */
    void abandon() {
        over = true;
        visit.calm();
        desk.admission().release(reservedBytes);
        reservedBytes = 0;
    }
}
