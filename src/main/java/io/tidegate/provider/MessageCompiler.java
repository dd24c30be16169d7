package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.verify.scheme.Scheme;
import java.util.Optional;

/** Compiles signatures over whole HTTP messages. */
final class MessageCompiler {

    private final VerifyConfig config;
    private final Workshop workshop;
    private final Remarks remarks;

    MessageCompiler(VerifyConfig config, Workshop workshop, Remarks remarks) {
        this.config = config;
        this.workshop = workshop;
        this.remarks = remarks;
    }

    Optional<Scheme> compile() {
        remarks.at("scheme").add("is not there yet: " + config.scheme() + workshop.settings());
        return Optional.empty();
    }
}
