package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A provider's question whether this is the right address, and the answer it wants.
 *
 * <p>Answers repeat text of the caller, so only plain tokens are repeated: nothing that a browser
 * or another protocol could take for more.
 */
public final class Handshake {

    /** Stands for any text, in place of the one that is expected. */
    public static final String ANYTHING = "*";

    private static final Pattern PLAIN_TOKEN = Pattern.compile("[A-Za-z0-9_.~-]{1,512}");

    private final Map<Value, String> when;
    private final Reply reply;
    private final Template body;

    /**
     * A question and its answer.
     *
     * @param when the texts that tell such a request, by where they are; at least one
     * @param reply the answer, less its body
     * @param body the body of the answer
     */
    public Handshake(Map<Value, String> when, Reply reply, Template body) {
        if (when.isEmpty()) {
            throw new IllegalArgumentException("a handshake needs at least one condition");
        }
        this.when = Map.copyOf(when);
        this.reply = reply;
        this.body = body;
    }

    /** The answer, if the request is this question; a rejection if it must not be answered. */
    public Optional<Verdict> answer(InboundRequest request) {
        Evidence evidence = Evidence.of(request);
        return isAsked(evidence) ? Optional.of(reply(evidence)) : Optional.empty();
    }

    private boolean isAsked(Evidence evidence) {
        return when.entrySet().stream()
                .allMatch(
                        condition ->
                                condition
                                        .getKey()
                                        .in(evidence)
                                        .filter(text -> isExpected(text, condition.getValue()))
                                        .isPresent());
    }

    private static boolean isExpected(String text, String expected) {
        return expected.equals(ANYTHING) || text.equals(expected);
    }

    private Verdict reply(Evidence evidence) {
        boolean isSafe =
                body.values().stream()
                        .map(value -> value.in(evidence))
                        .allMatch(text -> text.filter(Handshake::isPlainToken).isPresent());
        Optional<String> text = isSafe ? body.in(evidence) : Optional.empty();
        return text.<Verdict>map(this::reply)
                .orElseGet(() -> new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
    }

    private static boolean isPlainToken(String text) {
        return PLAIN_TOKEN.matcher(text).matches();
    }

    private Verdict reply(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Verdict.Handshake(new Reply(reply.status(), reply.contentType(), bytes));
    }
}
