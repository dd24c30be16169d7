package io.tidegate.ingress;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.KeyRequest;
import io.tidegate.event.Refusal;
import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one request: believed and stored, answered, or sent away; and counted, once. The
 * only place that says 2xx to an event, and only after the store has confirmed it. Owned by the
 * event loop of the connection.
 */
final class Judgement {

    /** So many documents with keys are fetched for one request at most. */
    private static final int MOST_FETCHES = 3;

    /** What a sender got whose event was stored after all. */
    private static final int LATE = 503;

    private final Desk desk;
    private final Entrance entrance;
    private final Exchange exchange;
    private final long startNanos;
    private List<KeyRequest> fetched = List.of();
    private boolean lookedAgain;

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
            judge(request).onComplete(this::answer, this::fail);
        } catch (RuntimeException defect) {
            fail(defect);
        }
    }

    /** Unless the answer comes too late. */
    private void answer(Answer answer) {
        if (!exchange.isOver()) {
            exchange.answer(answer);
        }
    }

    private Future<Answer> judge(InboundRequest request) {
        Judging judging = entrance.judging();
        if (!judging.isHeavy()) {
            return answer(request, judging.verify().apply(request));
        }
        return desk.office()
                .judge(judging, request)
                .map(verdict -> verdict.compose(it -> answer(request, it)))
                .orElseGet(() -> turnAway(Refusal.OVERLOADED));
    }

    private Future<Answer> answer(InboundRequest request, Verdict verdict) {
        return verdict.match(
                genuine -> keep(request, genuine),
                rejected -> reject(request, rejected.reason()),
                this::greet,
                wanted -> fetchKeys(request, wanted.request()));
    }

    /** Who never comes again is let in as long as the store takes anything. */
    private Future<Answer> keep(InboundRequest request, Verdict.Genuine genuine) {
        if (entrance.isRepeating() && desk.store().isFull()) {
            return turnAway(Refusal.STORE_FULL);
        }
        long before = desk.now();
        var span = desk.tracing().arrival(entrance.source(), request, entrance.isTraceTrusted());
        Event event = span.carry(entrance.judging().event().apply(request, genuine));
        Reply reply = genuine.reply().orElse(entrance.accepted());
        exchange.allow(entrance.patienceNanos(), () -> late(event, reply));
        return desk.patience()
                .append(event, entrance.isRepeating(), entrance.patienceNanos())
                .onSuccess(id -> span.kept(id, exchange.isOver() ? LATE : reply.status()))
                .onFailure(span::notStored)
                .map(id -> kept(id, event, reply, before))
                .recover(failure -> notStored(failure, before));
    }

    private Answer kept(Optional<EventId> id, Event event, Reply reply, long before) {
        return id.map(it -> stored(it, event, reply, before))
                .orElseGet(() -> journaled(event, reply));
    }

    private Answer stored(EventId id, Event event, Reply reply, long before) {
        long now = desk.now();
        if (exchange.isOver()) {
            desk.meters().storedLate(now - before);
            return Problems.of(Refusal.STORE_UNAVAILABLE);
        }
        desk.meters().stored(now - before);
        entrance.meters().accepted(now - startNanos, event.headers());
        desk.log().accepted(entrance.source(), id, event.headers());
        return Answer.accepted(reply, id);
    }

    private Future<Answer> notStored(Throwable failure, long before) {
        desk.meters().notStored(desk.now() - before);
        return exchange.isOver()
                ? Future.succeededFuture(Problems.of(Refusal.STORE_UNAVAILABLE))
                : unlessStoreIsAway(failure);
    }

    private Answer journaled(Event event, Reply reply) {
        if (!exchange.isOver()) {
            entrance.meters().accepted(desk.now() - startNanos, event.headers());
        }
        return Answer.journaled(reply);
    }

    /** The store takes its time; the sender is answered while it still listens. */
    private void late(Event event, Reply reply) {
        if (exchange.isOver()) {
            return;
        }
        desk.patience()
                .journal(event)
                .onComplete(
                        kept -> answer(journaled(event, reply)),
                        full -> {
                            if (!exchange.isOver()) {
                                refuseAndStay(Refusal.STORE_UNAVAILABLE);
                            }
                        });
    }

    private Future<Answer> unlessStoreIsAway(Throwable failure) {
        return failure instanceof StoreException
                ? turnAway(Refusal.STORE_UNAVAILABLE)
                : Future.failedFuture(failure);
    }

    /** Another gateway may just have captured the secret that would have made the difference. */
    private Future<Answer> reject(InboundRequest request, Rejection reason) {
        if (lookedAgain || !entrance.judging().mayLearn(reason)) {
            return disbelieve(reason);
        }
        lookedAgain = true;
        return desk.office()
                .lookAgain()
                .compose(looked -> judge(request))
                .recover(this::unlessStoreIsAway);
    }

    private Future<Answer> disbelieve(Rejection reason) {
        entrance.meters().rejected(reason);
        desk.log().turnedAway(entrance.source(), reason.tag());
        return Future.succeededFuture(entrance.terms().rejected());
    }

    private Future<Answer> fetchKeys(InboundRequest request, KeyRequest wanted) {
        if (fetched.contains(wanted) || fetched.size() == MOST_FETCHES) {
            return turnAway(Refusal.KEYS_UNAVAILABLE);
        }
        fetched = new ArrayList<>(fetched);
        fetched.add(wanted);
        return desk.office().fetchKeys(wanted).compose(done -> judge(request));
    }

    /** Does what the question asks for, and only then answers it. */
    private Future<Answer> greet(Verdict.Handshake handshake) {
        Answer answer = Answer.handshake(handshake.reply());
        if (handshake.visit().isEmpty()) {
            return capture(handshake, answer);
        }
        return desk.office()
                .visit(handshake.visit())
                .compose(
                        isThere ->
                                isThere
                                        ? capture(handshake, answer)
                                        : turnAway(Refusal.VISIT_FAILED));
    }

    private Future<Answer> capture(Verdict.Handshake handshake, Answer answer) {
        if (handshake.secret().isEmpty()) {
            return welcome(answer);
        }
        return desk.office()
                .capture(entrance.source(), handshake.secret())
                .compose(
                        isTaken ->
                                isTaken ? welcome(answer) : disbelieve(Rejection.WRONG_CHALLENGE))
                .recover(this::unlessStoreIsAway);
    }

    private Future<Answer> welcome(Answer answer) {
        entrance.meters().handshake();
        return Future.succeededFuture(answer);
    }

    private Future<Answer> turnAway(Refusal reason) {
        count(reason);
        return Future.succeededFuture(entrance.refusal(reason));
    }

    /** Sends the request away while its body may still be arriving, and closes the connection. */
    void refuse(Refusal reason) {
        count(reason);
        exchange.answerLast(entrance.refusal(reason));
    }

    /** Sends the request away; what little follows of it is read over. */
    void refuseAndStay(Refusal reason) {
        count(reason);
        exchange.answer(entrance.refusal(reason));
    }

    private void count(Refusal reason) {
        entrance.meters().refused(reason);
        desk.log().turnedAway(entrance.source(), reason.tag());
    }

    /** Owns up to a defect of ours. */
    void fail(Throwable defect) {
        desk.log().failed(entrance.source(), defect);
        if (!exchange.isOver()) {
            entrance.meters().failed();
            exchange.answerLast(Problems.FAILED);
        }
    }
}
