package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Turns a request into a verdict: handshakes that come before any secret is known, the proof,
 * handshakes that are proven like an event, and at last the names of the event.
 *
 * @param openHandshakes questions that are answered to anybody
 * @param verifier what tells genuine requests from others
 * @param handshakes questions that are answered only if they are genuine
 * @param names where the event's id and type are
 */
public record Judge(
        List<Handshake> openHandshakes,
        Verifier verifier,
        List<Handshake> handshakes,
        EventNames names) {

    public Judge {
        openHandshakes = List.copyOf(openHandshakes);
        handshakes = List.copyOf(handshakes);
    }

    /** The verdict on one request. Never throws, whatever was sent, and never blocks. */
    public Verdict judge(InboundRequest request) {
        Optional<Verdict> open = answer(openHandshakes, request);
        if (open.isPresent()) {
            return open.get();
        }
        Optional<Rejection> reason = verifier.reject(request);
        if (reason.isPresent()) {
            return new Verdict.Rejected(reason.get());
        }
        return answer(handshakes, request).orElseGet(() -> names.genuine(request));
    }

    private static Optional<Verdict> answer(List<Handshake> questions, InboundRequest request) {
        for (Handshake question : questions) {
            Optional<Verdict> answer = question.answer(request);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
