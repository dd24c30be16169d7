package io.tidegate.verify.scheme;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sender shows the secret itself, as it is or, for HTTP basic authentication, encoded.
 *
 * @param from where it is
 * @param prefix what stands before it, in any case, as {@code Bearer }; empty for nothing
 * @param coding how it is written
 */
public record TokenScheme(Value from, String prefix, Coding coding) implements Scheme {

    @Override
    public boolean accepts(String secret) {
        return !secret.isEmpty();
    }

    @Override
    public Verifier with(List<String> secrets) {
        List<byte[]> tokens = secrets.stream().map(TokenScheme::bytes).toList();
        return EachItem.of(from, evidence -> judge(evidence, tokens));
    }

    private Opinion judge(Evidence evidence, List<byte[]> tokens) {
        List<String> texts = from.allIn(evidence);
        if (texts.isEmpty()) {
            return Opinion.refused(Rejection.MISSING_SIGNATURE);
        }
        if (texts.size() > 1 || evidence.repeatsAnyOf(from.headers())) {
            return Opinion.refused(Rejection.REPEATED_HEADER);
        }
        Optional<byte[]> shown = token(texts.get(0));
        if (shown.isEmpty()) {
            return Opinion.refused(Rejection.MALFORMED_SIGNATURE);
        }
        boolean isGenuine = false;
        for (byte[] token : tokens) {
            // No early exit: how long this takes must not tell which secret came near.
            isGenuine |= MessageDigest.isEqual(shown.get(), token);
        }
        return isGenuine ? Opinion.genuine(evidence) : Opinion.refused(Rejection.WRONG_TOKEN);
    }

    private Optional<byte[]> token(String text) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length())
                ? coding.decode(text.substring(prefix.length()))
                : Optional.empty();
    }

    private static byte[] bytes(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public InboundRequest sign(Evidence evidence, String secret) {
        return from.put(evidence, prefix + coding.encode(bytes(secret))).request();
    }

    @Override
    public Set<String> secretHeaders() {
        return from.headers();
    }

    @Override
    public Optional<Value> proof() {
        return Optional.of(from);
    }
}
