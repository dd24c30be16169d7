package io.tidegate.verify.message;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.scheme.Opinion;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.TimeUnit;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signature over parts of the message that the sender chooses and lists, the body being covered
 * by a field with its hash. Of several signatures one is enough that is genuine and covers what it
 * must.
 *
 * @param dialect how signatures are written down
 * @param keys the keys by algorithm
 * @param demands what a signature must cover and say
 */
public record MessageScheme(Dialect dialect, MessageKeys keys, Demands demands) implements Scheme {

    @Override
    public boolean accepts(String secret) {
        return keys.accept(secret);
    }

    @Override
    public Verifier with(List<String> secrets) {
        MessageKeys.Ring ring = keys.with(secrets);
        return evidence -> judge(evidence, ring);
    }

    private Opinion judge(Evidence evidence, MessageKeys.Ring ring) {
        if (evidence.repeatsAnyOf(demands.freshness().headers())) {
            return Opinion.refused(Rejection.REPEATED_HEADER);
        }
        Dialect.Found found = dialect.find(evidence);
        if (found.statements().isEmpty()) {
            return Opinion.refused(found.otherwise());
        }
        List<Verifier> each =
                found.statements().stream()
                        .<Verifier>map(statement -> it -> judge(it, statement, ring))
                        .toList();
        return Verifier.anyOf(each).judge(evidence);
    }

    private Opinion judge(Evidence evidence, Statement statement, MessageKeys.Ring ring) {
        if (!demands.areCovered(statement, evidence.request(), dialect.digest())) {
            return Opinion.refused(Rejection.NOT_COVERED);
        }
        Optional<byte[]> base = dialect.base(statement, evidence);
        if (base.isEmpty()) {
            return Opinion.refused(Rejection.MISSING_VALUE);
        }
        Evidence known = evidence.with(statement.fields());
        Opinion opinion = ring.judge(known, statement, base.get());
        return opinion instanceof Opinion.Genuine
                ? reject(statement, known).map(Opinion::refused).orElse(opinion)
                : opinion;
    }

    /** What was signed must also be true. */
    private Optional<Rejection> reject(Statement statement, Evidence evidence) {
        boolean isOtherBody =
                statement.covers(dialect.digest().header())
                        && !dialect.digest().matches(evidence.request());
        return isOtherBody
                ? Optional.of(Rejection.WRONG_DIGEST)
                : demands.reject(statement, evidence);
    }

    @Override
    public InboundRequest sign(Evidence evidence, String secret) {
        MessageKeys.Pen pen = keys.pen(secret);
        Instant now = evidence.request().receivedAt();
        Evidence ready = prepared(demands.freshness().stamp(evidence));
        Statement drawn =
                dialect.draw(demands.components(), pen.algorithm(), parameters(pen, evidence), now);
        byte[] base =
                dialect.base(drawn, ready)
                        .orElseThrow(() -> new IllegalStateException("a signed value is missing"));
        return dialect.write(drawn.signed(pen.sign(base)), ready).request();
    }

    private Map<String, BareItem> parameters(MessageKeys.Pen pen, Evidence evidence) {
        var parameters = new LinkedHashMap<String, BareItem>();
        evidence.fields().forEach((name, text) -> parameters.put(name, BareItem.string(text)));
        if (!pen.candidate().id().isEmpty()) {
            parameters.put(Statement.KEY_ID, BareItem.string(pen.candidate().id()));
        }
        parameters.putAll(demands.written(evidence.request().receivedAt()));
        return parameters;
    }

    /** The evidence with the fields that senders of their own accord make what is covered. */
    private Evidence prepared(Evidence evidence) {
        InboundRequest request = evidence.request();
        BodyDigest digest = dialect.digest();
        Evidence ready = evidence;
        if (isDemanded(digest.header())) {
            ready = ready.withHeader(digest.header(), digest.of(request.body()));
        }
        if (isDemanded("date") && request.headers().first("date").isEmpty()) {
            ready = ready.withHeader("Date", TimeUnit.HTTP.write(request.receivedAt()));
        }
        return ready;
    }

    private boolean isDemanded(String header) {
        return demands.components().stream().anyMatch(it -> it.name().equals(header));
    }

    @Override
    public Optional<Value> proof() {
        return Optional.of(dialect.place());
    }

    @Override
    public boolean fetchesKeys() {
        return keys.areFetched();
    }

    @Override
    public boolean isHeavy() {
        return keys.areHeavy();
    }
}
