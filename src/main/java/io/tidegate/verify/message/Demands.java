package io.tidegate.verify.message;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.scheme.Condition;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.TimeUnit;
import io.tidegate.verify.value.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a signature must cover and say, so that something can be built on it.
 *
 * @param components what must be covered at least, in the order in which a sender signs it; a hash
 *     of the body only where there is a body
 * @param parameters what the signature's parameters must be, by name; {@link Condition#ANYTHING}
 *     for any text, {@link Condition#NOTHING} for none
 * @param freshness how old a request may be
 */
public record Demands(
        List<Component> components, Map<String, String> parameters, Freshness freshness) {

    /** Clocks differ: how long after its end a signature is still good. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    public Demands {
        components = List.copyOf(components);
        parameters = Map.copyOf(parameters);
    }

    /** Whether enough is covered. */
    boolean areCovered(Statement statement, InboundRequest request, BodyDigest digest) {
        boolean hasBody = request.body().length > 0;
        return components.stream()
                .filter(it -> hasBody || !it.name().equals(digest.header()))
                .allMatch(statement.covered()::contains);
    }

    /** Why a signature that was found genuine is not to be relied on now. */
    Optional<Rejection> reject(Statement statement, Evidence evidence) {
        boolean isAsSaid =
                parameters.entrySet().stream()
                        .allMatch(it -> isMet(statement.text(it.getKey()), it.getValue()));
        return isAsSaid
                ? lifetime(statement, evidence.request().receivedAt())
                        .or(() -> freshness.reject(evidence))
                : Optional.of(Rejection.WRONG_CLAIM);
    }

    private static boolean isMet(Optional<String> text, String expected) {
        return switch (expected) {
            case Condition.ANYTHING -> text.filter(it -> !it.isEmpty()).isPresent();
            case Condition.NOTHING -> text.isEmpty();
            default -> text.filter(expected::equals).isPresent();
        };
    }

    /** What the signature itself says about when it is good; what is not said is no limit. */
    private static Optional<Rejection> lifetime(Statement statement, Instant now) {
        Optional<Instant> created = time(statement, Statement.CREATED);
        Optional<Instant> expires = time(statement, Statement.EXPIRES);
        boolean isReadable =
                created.isPresent() == statement.text(Statement.CREATED).isPresent()
                        && expires.isPresent() == statement.text(Statement.EXPIRES).isPresent();
        if (!isReadable) {
            return Optional.of(Rejection.MALFORMED_TIMESTAMP);
        }
        if (expires.filter(it -> now.isAfter(it.plus(LEEWAY))).isPresent()) {
            return Optional.of(Rejection.STALE);
        }
        return created.filter(it -> it.isAfter(now.plus(MOST_AHEAD)))
                .map(it -> Rejection.FROM_THE_FUTURE);
    }

    private static Optional<Instant> time(Statement statement, String parameter) {
        return statement.text(parameter).flatMap(TimeUnit.SECONDS::read);
    }

    /** The parameters that a sender sets to be believed. */
    Map<String, BareItem> written(Instant now) {
        var written = new LinkedHashMap<String, BareItem>();
        parameters.forEach(
                (name, expected) -> {
                    if (!expected.equals(Condition.NOTHING)) {
                        boolean isFree = expected.equals(Condition.ANYTHING);
                        String text = isFree ? Long.toString(now.toEpochMilli()) : expected;
                        written.put(name, BareItem.string(text));
                    }
                });
        return written;
    }
}
