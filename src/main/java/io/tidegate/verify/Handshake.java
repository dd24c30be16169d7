package io.tidegate.verify;

import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.verify.scheme.Condition;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.security.MessageDigest;
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
     * The answer, if the request is this question; a rejection if it must not be answered.
     *
     * @param evidence with the secret that proves the request, if one did
     * @param secrets the secrets of the source otherwise; the first that fits is used
     */
    Optional<Verdict> answer(Evidence evidence, List<String> secrets) {
        boolean mayBeAsked =
                question.methods().contains(evidence.request().method())
                        && (question.when().readsSecret() || question.when().isMet(evidence));
        if (!mayBeAsked) {
            return Optional.empty();
        }
        // The question itself may be under a cipher that only one of the secrets opens.
        List<Evidence> asked =
                tries(evidence, secrets).stream().filter(question.when()::isMet).toList();
        return asked.isEmpty() ? Optional.empty() : Optional.of(reply(asked));
    }

    private static List<Evidence> tries(Evidence evidence, List<String> secrets) {
        boolean isFixed = secrets.isEmpty() || !evidence.secret().isEmpty();
        return isFixed ? List.of(evidence) : secrets.stream().map(evidence::withSecret).toList();
    }

    private Verdict reply(List<Evidence> asked) {
        Optional<Evidence> known = asked.stream().filter(this::isShown).findFirst();
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
        Optional<Reply> answer = reply.make(evidence);
        Optional<String> secret = text(capture, evidence, SECRET);
        Optional<String> url = text(visit, evidence, visitPin);
        if (secret.isEmpty() || url.isEmpty()) {
            return Optional.empty();
        }
        return answer.map(it -> new Verdict.Handshake(it, secret.get(), url.get()));
    }

    private static Optional<String> text(
            Optional<Value> where, Evidence evidence, Pattern pattern) {
        return where.isEmpty()
                ? Optional.of("")
                : where.get().in(evidence).filter(it -> pattern.matcher(it).matches());
    }
}
