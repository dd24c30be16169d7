package io.tidegate.ingress;

import io.tidegate.event.EventId;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Refusal;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What becomes of one request: believed and stored, answered, or sent away; and counted, once. The
 * only place that says 2xx to an event, and only after the store has confirmed it.
 */
final class Judgement {

    private final Desk desk;
    private final Entrance entrance;
    private final Exchange exchange;
    private final long startNanos;

    Judgement(Desk desk, Entrance entrance, Exchange exchange, long startNanos) {
        this.desk = desk;
        this.entrance = entrance;
        this.exchange = exchange;
        this.startNanos = startNanos;
    }

    Entrance entrance() {
        return entrance;
    }

    /** Judges the complete request and answers it. */
    void on(InboundRequest request) {
        try {
            Verdict verdict = entrance.verify().apply(request);
            verdict.match(
                            genuine -> keep(request, genuine),
                            this::reject,
                            this::greet,
                            this::waitForKey)
                    .onComplete(exchange::answer, this::fail);
        } catch (RuntimeException defect) {
            fail(defect);
        }
    }

    private Future<Answer> keep(InboundRequest request, Verdict.Genuine genuine) {
        long before = desk.now();
        return desk.store()
                .append(entrance.event().apply(request, genuine))
                .map(id -> stored(id, genuine.reply(), before))
                .recover(failure -> notStored(failure, before));
    }

    private Answer stored(EventId id, Optional<Reply> reply, long before) {
        long now = desk.now();
        desk.meters().stored(now - before);
        entrance.meters().accepted(now - startNanos);
        desk.journal().accepted(entrance.source(), id);
        return Answer.accepted(reply.orElse(entrance.accepted()), id);
    }

    private Future<Answer> notStored(Throwable failure, long before) {
        desk.meters().notStored(desk.now() - before);
        if (!(failure instanceof StoreException)) {
            return Future.failedFuture(failure);
        }
        count(Refusal.STORE_UNAVAILABLE);
        return Future.succeededFuture(Problems.of(Refusal.STORE_UNAVAILABLE));
    }

    private Future<Answer> reject(Verdict.Rejected rejected) {
        entrance.meters().rejected(rejected.reason());
        desk.journal().turnedAway(entrance.source(), rejected.reason().tag());
        return Future.succeededFuture(Problems.REJECTED);
    }

    private Future<Answer> greet(Verdict.Handshake handshake) {
        entrance.meters().handshake();
        return Future.succeededFuture(Answer.handshake(handshake.reply()));
    }

    private Future<Answer> waitForKey(Verdict.KeyWanted wanted) {
        count(Refusal.KEYS_UNAVAILABLE);
        return Future.succeededFuture(Problems.of(Refusal.KEYS_UNAVAILABLE));
    }

    /** Sends the request away while its body may still be arriving, and closes the connection. */
    void refuse(Refusal reason) {
        count(reason);
        exchange.answerLast(Problems.of(reason));
    }

    /** Sends the request away; what little follows of it is read over. */
    void refuseAndStay(Refusal reason) {
        count(reason);
        exchange.answer(Problems.of(reason));
    }

    private void count(Refusal reason) {
        entrance.meters().refused(reason);
        desk.journal().turnedAway(entrance.source(), reason.tag());
    }

    /** Owns up to a defect of ours. */
    void fail(Throwable defect) {
        desk.journal().failed(entrance.source(), defect);
        if (!exchange.isOver()) {
            entrance.meters().failed();
            exchange.answerLast(Problems.FAILED);
        }
    }
}
