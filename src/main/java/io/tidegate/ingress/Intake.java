package io.tidegate.ingress;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;

/**
 * The body of one request on its way in, under the source's size limit, the port's memory limit and
 * a deadline. Owned by the event loop of the connection.
 */
final class Intake {

    private final Judgement judgement;
    private final Entrance entrance;
    private final Exchange exchange;
    private final HttpServerRequest request;
    private final Head head;
    private final Instant receivedAt;
    private final BodyBytes body;

    Intake(
            Judgement judgement,
            Exchange exchange,
            HttpServerRequest request,
            Head head,
            Instant receivedAt) {
        this.judgement = judgement;
        this.entrance = judgement.entrance();
        this.exchange = exchange;
        this.request = request;
        this.head = head;
        this.receivedAt = receivedAt;
        body = new BodyBytes(head.declaredBytes());
    }

    /** Starts to read. */
    void begin() {
        request.exceptionHandler(this::lost).handler(this::take).endHandler(end -> complete());
        if (head.expectsContinue()) {
            request.response().writeContinue();
        }
    }

    private void take(Buffer chunk) {
        if (exchange.isOver()) {
            return;
        }
        if (chunk.length() > entrance.terms().maxBodyBytes() - body.length()) {
            refuse(Refusal.TOO_LARGE);
        } else if (!exchange.reserve(body.capacityAfter(chunk.length()))) {
            refuse(Refusal.OVERLOADED);
        } else {
            body.append(chunk);
        }
    }

    /** The body did not arrive in time. */
    void late() {
        if (!exchange.isOver()) {
            refuse(Refusal.TIMEOUT);
        }
    }

    private void lost(Throwable cause) {
        if (exchange.isOver()) {
            return;
        }
        if (cause instanceof HttpClosedException || cause instanceof IOException) {
            exchange.abandon();
            entrance.meters().aborted();
        } else {
            // The decoder could not make sense of the chunks.
            refuse(Refusal.MALFORMED);
        }
    }

    private void refuse(Refusal reason) {
        judgement.refuse(reason);
    }

    private void complete() {
        if (!exchange.isOver()) {
            exchange.received();
            judgement.on(
                    new InboundRequest(
                            request.method().name(),
                            request.uri(),
                            head.headers(),
                            body.toBytes(),
                            receivedAt));
        }
    }
}
