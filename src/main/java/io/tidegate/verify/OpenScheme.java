package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Believes everybody. Somebody has to write it out, and it is shown wherever sources are. */
public final class OpenScheme implements Scheme {

    @Override
    public boolean accepts(String secret) {
        return true;
    }

    @Override
    public Verifier with(List<String> secrets) {
        return request -> Optional.empty();
    }

    @Override
    public InboundRequest sign(InboundRequest request, String secret) {
        return request;
    }

    @Override
    public Set<String> secretHeaders() {
        return Set.of();
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
