package io.tidegate.cli;

import io.tidegate.config.StoreConfig;
import io.tidegate.provider.Source;
import java.util.Optional;

/** Whoever hands over a secret must find a place where it is kept. */
final class CaptureRule {

    private static final String OBJECTION =
            "is required, or store: {secretKey: \"${TIDEGATE_SECRET_KEY}\"} of at least 32"
                    + " characters: %s hands over its secret in a handshake, and without that key"
                    + " it cannot be kept";

    private CaptureRule() {}

    /** What is wrong with the secrets of the source; empty if nothing is. */
    static Optional<String> objection(Source source, StoreConfig store) {
        boolean needsKey = source.capturesSecret() && !source.hasConfiguredSecret();
        return needsKey && !store.secretKey().isPresent()
                ? Optional.of(OBJECTION.formatted(source.providerId()))
                : Optional.empty();
    }
}
