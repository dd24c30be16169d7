package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Verdict;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a request into a verdict: handshakes that come before any secret is known, the proof,
 * handshakes that are proven like an event, and at last the names of the event.
 *
 * @param secrets the secrets of the source, for handshakes that show we know them
 * @param openHandshakes questions that are answered to anybody
 * @param verifier what tells genuine requests from others
 * @param handshakes questions that are answered only if they are genuine
 * @param methods the HTTP methods of events
 * @param names where the event's id and type are
 * @param acceptance how an event is answered that wants an answer of its own; empty if all are
 *     answered alike
 */
public record Judge(
        List<String> secrets,
        List<Handshake> openHandshakes,
        Verifier verifier,
        List<Handshake> handshakes,
        Set<String> methods,
        EventNames names,
        Optional<ReplyForm> acceptance) {

    public Judge {
        secrets = List.copyOf(secrets);
        openHandshakes = List.copyOf(openHandshakes);
        handshakes = List.copyOf(handshakes);
        methods = Set.copyOf(methods);
    }

    /** The verdict on one request. Never throws, whatever was sent, and never blocks. */
    public Verdict judge(InboundRequest request) {
        Evidence evidence = Evidence.of(request);
        return answer(openHandshakes, evidence)
                .orElseGet(
                        () ->
                                verifier.judge(evidence)
                                        .match(
                                                genuine -> judge(genuine.evidence()),
                                                refused -> new Verdict.Rejected(refused.reason()),
                                                open -> new Verdict.KeyWanted(open.request())));
    }

    private Verdict judge(Evidence proven) {
        return answer(handshakes, proven)
                .orElseGet(
                        () ->
                                methods.contains(proven.request().method())
                                        ? answered(proven)
                                        : new Verdict.Rejected(Rejection.WRONG_CHALLENGE));
    }

    private Verdict answered(Evidence proven) {
        Verdict.Genuine event = names.genuine(proven);
        return acceptance.isEmpty()
                ? event
                : new Verdict.Genuine(
                        event.dedupKey(), event.type(), acceptance.get().make(proven));
    }

    private Optional<Verdict> answer(List<Handshake> questions, Evidence evidence) {
        for (Handshake question : questions) {
            Optional<Verdict> answer = question.answer(evidence, secrets);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
