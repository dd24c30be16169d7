package io.tidegate.verify.scheme;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.JsonPointer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a token itself says about when it is good. */
final class Lifetime {

    private static final JsonPointer EXPIRES = new JsonPointer("/exp");
    private static final JsonPointer NOT_BEFORE = new JsonPointer("/nbf");
    private static final JsonPointer ISSUED = new JsonPointer("/iat");

    private Lifetime() {}

    /**
     * Why the token is not good now, give or take {@code leeway}. What is not stated is no limit.
     */
    static Optional<Rejection> reject(Evidence evidence, Duration leeway) {
        byte[] claims = evidence.token().claims();
        Instant now = evidence.request().receivedAt();
        return reject(EXPIRES, claims, Rejection.STALE, it -> now.isAfter(it.plus(leeway)))
                .or(() -> future(NOT_BEFORE, claims, now.plus(leeway)))
                .or(() -> future(ISSUED, claims, now.plus(leeway)));
    }

    private static Optional<Rejection> future(JsonPointer claim, byte[] claims, Instant latest) {
        return reject(claim, claims, Rejection.FROM_THE_FUTURE, it -> it.isAfter(latest));
    }

    private static Optional<Rejection> reject(
            JsonPointer claim,
            byte[] claims,
            Rejection reason,
            java.util.function.Predicate<Instant> isWrong) {
        Optional<String> text = claim.text(claims, 0);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> time = TimeUnit.SECONDS.read(text.get());
        return time.isEmpty()
                ? Optional.of(Rejection.MALFORMED_TIMESTAMP)
                : time.filter(isWrong).map(it -> reason);
    }
}
