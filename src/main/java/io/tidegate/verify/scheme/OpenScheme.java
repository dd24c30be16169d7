package io.tidegate.verify.scheme;

import io.tidegate.event.InboundRequest;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;

/** Believes everybody. Somebody has to write it out, and it is shown wherever sources are. */
public final class OpenScheme implements Scheme {

    @Override
    public boolean accepts(String secret) {
        return true;
    }

    @Override
    public Verifier with(List<String> secrets) {
        return Opinion::genuine;
    }

    @Override
    public InboundRequest sign(Evidence evidence, String secret) {
        return evidence.request();
    }

    @Override
    public Optional<Value> proof() {
        return Optional.empty();
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
