package io.tidegate.verify;

import io.tidegate.event.Headers;
import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.verify.scheme.Condition;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A provider's question whether this is the right address, and the answer it wants.
 *
 * <p>Answers repeat text of the caller, or are computed from it with our secret, so the caller's
 * text must match a pattern: nothing that a browser or another protocol could take for more, and
 * nothing that would make our answer the signature of an event.
 *
 * @param question what tells such a request
 * @param reply what it is answered
 * @param capture where the provider hands over a secret; empty if it does not
 * @param visit the address that the provider wants fetched; empty if it does not
 * @param visitPin what that address must match
 */
public record Handshake(
        Question question,
        ReplyForm reply,
        Optional<Value> capture,
        Optional<Value> visit,
        Pattern visitPin) {

    /** What a caller's text must look like where a provider's file does not say. */
    public static final Pattern PLAIN_TOKEN = Pattern.compile("[A-Za-z0-9_.~-]{1,512}");

    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,512}");

    /**
     * What tells the question.
     *
     * @param methods the HTTP methods with which it is asked
     * @param when what the request holds
     * @param check what the request must show, by where it is: any one secret must fit all of it
     */
    public record Question(Set<String> methods, Condition when, Map<Value, Template> check) {
        public Question {
            methods = Set.copyOf(methods);
            check = Map.copyOf(check);
        }
    }

    /**
     * How the answer is made.
     *
     * @param status the HTTP status
     * @param headers the header fields, by name
     * @param contentType the media type; empty if there is no body
     * @param body the body
     * @param guard what the caller's text must match that the answer is made of
     */
    public record ReplyForm(
            int status,
            Map<String, Template> headers,
            String contentType,
            Template body,
            Pattern guard) {
        public ReplyForm {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * The answer, if the request is this question; a rejection if it must not be answered.
     *
     * @param secrets the secrets of the source; the first that fits is used
     */
    Optional<Verdict> answer(Evidence evidence, List<String> secrets) {
        boolean isAsked =
                question.methods().contains(evidence.request().method())
                        && question.when().isMet(evidence);
        return isAsked ? Optional.of(reply(evidence, secrets)) : Optional.empty();
    }

    private Verdict reply(Evidence evidence, List<String> secrets) {
        Optional<Evidence> known =
                (secrets.isEmpty() ? List.of("") : secrets)
                        .stream().map(evidence::withSecret).filter(this::isShown).findFirst();
        if (known.isEmpty()) {
            return new Verdict.Rejected(Rejection.WRONG_CHALLENGE);
        }
        return answer(known.get())
                .orElseGet(() -> new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
    }

    private boolean isShown(Evidence evidence) {
        return question.check().entrySet().stream()
                .allMatch(
                        it -> isEqual(it.getKey().bytes(evidence), it.getValue().bytes(evidence)));
    }

    private static boolean isEqual(Optional<byte[]> shown, Optional<byte[]> expected) {
        return shown.isPresent()
                && expected.isPresent()
                && expected.get().length > 0
                && MessageDigest.isEqual(shown.get(), expected.get());
    }

    private Optional<Verdict> answer(Evidence evidence) {
        boolean isSafe =
                isGuarded(reply.body(), evidence)
                        && reply.headers().values().stream()
                                .allMatch(it -> isGuarded(it, evidence));
        Optional<byte[]> bytes = isSafe ? reply.body().bytes(evidence) : Optional.empty();
        Optional<String> secret = text(capture, evidence, SECRET);
        Optional<String> url = text(visit, evidence, visitPin);
        if (bytes.isEmpty() || secret.isEmpty() || url.isEmpty()) {
            return Optional.empty();
        }
        return headers(evidence)
                .map(
                        fields ->
                                new Verdict.Handshake(
                                        new Reply(
                                                reply.status(),
                                                reply.contentType(),
                                                fields,
                                                bytes.get()),
                                        secret.get(),
                                        url.get()));
    }

    private static Optional<String> text(
            Optional<Value> where, Evidence evidence, Pattern pattern) {
        return where.isEmpty()
                ? Optional.of("")
                : where.get().in(evidence).filter(it -> pattern.matcher(it).matches());
    }

    private Optional<Headers> headers(Evidence evidence) {
        var fields = new ArrayList<String>();
        for (var header : reply.headers().entrySet()) {
            Optional<String> value = header.getValue().in(evidence);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            fields.addAll(List.of(header.getKey(), value.get()));
        }
        return Optional.of(Headers.of(fields));
    }

    /** Looks at what comes from the caller, however deep inside functions. */
    private boolean isGuarded(Value value, Evidence evidence) {
        if (value.isOurs()) {
            return true;
        }
        if (!value.parts().isEmpty()) {
            return value.parts().stream().allMatch(part -> isGuarded(part, evidence));
        }
        return value.in(evidence).filter(it -> reply.guard().matcher(it).matches()).isPresent();
    }
}
