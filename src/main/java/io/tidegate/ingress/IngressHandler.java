package io.tidegate.ingress;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tidegate.event.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The public port's request handler: finds the entrance and lets the body in, or does not. Owned by
 * one event loop.
 */
final class IngressHandler implements Handler<HttpServerRequest> {

    private final Desk desk;
    private final Supplier<Entrances> entrances;
    private final Visits visits;
    private final long bodyNanos;

    /**
     * @param entrances the entrances just now
     * @param bodyNanos how long a request may take from its head to the end of its body
     */
    IngressHandler(Desk desk, Supplier<Entrances> entrances, Visits visits, long bodyNanos) {
        this.desk = desk;
        this.entrances = entrances;
        this.visits = visits;
        this.bodyNanos = bodyNanos;
    }

    @Override
    public void handle(HttpServerRequest request) {
        long start = desk.now();
        Visit visit = visits.of(request.connection());
        var exchange = new Exchange(desk, request, visit);
        var judgement = new Judgement(desk, entrances.get().at(request.uri()), exchange, start);
        if (request.response().writeQueueFull()) {
            // The sender asks on and on without reading an answer.
            judgement.entrance().meters().aborted();
            visit.close();
            return;
        }
        try {
            admit(request, judgement, exchange, visit);
        } catch (RuntimeException defect) {
            judgement.fail(defect);
        }
    }

    private void admit(
            HttpServerRequest request, Judgement judgement, Exchange exchange, Visit visit) {
        var head = Head.of(request.headers());
        var intake = new Intake(judgement, exchange, request, head, desk.clock().instant());
        Optional<Refusal> objection =
                DoorRules.objection(request, head, judgement.entrance())
                        .or(() -> shortOfMemory(exchange, head));
        if (objection.isEmpty()) {
            visit.allow(desk.now(), bodyNanos, intake::late);
            intake.begin();
        } else if (DoorRules.canStay(objection.get(), head)) {
            judgement.refuseAndStay(objection.get());
        } else {
            judgement.refuse(objection.get());
        }
    }

    private static Optional<Refusal> shortOfMemory(Exchange exchange, Head head) {
        return exchange.reserve(head.declaredBytes())
                ? Optional.empty()
                : Optional.of(Refusal.OVERLOADED);
    }

    /** Answers what the HTTP decoder could not read. Who leaves within a head asked nothing. */
    void refuseUnreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof PrematureChannelClosureException) {
            return;
        }
        Visit visit = visits.of(request.connection());
        var exchange = new Exchange(desk, request, visit);
        new Judgement(desk, entrances.get().nowhere(), exchange, desk.now())
                .refuse(reasonOf(cause));
    }

    private static Refusal reasonOf(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Refusal.TARGET_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException
                ? Refusal.HEAD_TOO_LARGE
                : Refusal.MALFORMED;
    }
}
