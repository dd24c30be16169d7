package io.tidegate.verify.scheme;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scheme that applies to some requests only, as to those that state a version.
 *
 * @param scheme the scheme
 * @param when to which requests it applies
 */
public record Guarded(Scheme scheme, Condition when) implements Scheme {

    @Override
    public boolean accepts(String secret) {
        return scheme.accepts(secret);
    }

    @Override
    public Verifier with(List<String> secrets) {
        Verifier verifier = scheme.with(secrets);
        return evidence ->
                when.isMet(evidence)
                        ? verifier.judge(evidence)
                        : Opinion.refused(Rejection.MISSING_SIGNATURE);
    }

    @Override
    public InboundRequest sign(Evidence evidence, String secret) {
        return scheme.sign(evidence, secret);
    }

    @Override
    public boolean appliesTo(Evidence evidence) {
        return when.isMet(evidence);
    }

    @Override
    public Set<String> secretHeaders() {
        return scheme.secretHeaders();
    }

    @Override
    public Optional<Value> proof() {
        return scheme.proof();
    }

    @Override
    public boolean isOpen() {
        return scheme.isOpen();
    }

    @Override
    public boolean fetchesKeys() {
        return scheme.fetchesKeys();
    }

    @Override
    public boolean isHeavy() {
        return scheme.isHeavy();
    }
}
