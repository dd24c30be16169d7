package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.ProviderFile.EventConfig;
import io.tidegate.config.ProviderFile.HandshakeConfig;
import io.tidegate.config.VerifyConfig;
import io.tidegate.verify.EventNames;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.ReplyForm;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the written form of a provider into a ready one, and says all that is wrong with it. */
final class ProviderCompiler {

    private final ProviderFile file;
    private final Workshop workshop;
    private final Remarks remarks;

    ProviderCompiler(ProviderFile file, Workshop workshop, Remarks remarks) {
        this.file = file;
        this.workshop = workshop;
        this.remarks = remarks;
    }

    /** The provider; empty if something is wrong with it, which the remarks then tell. */
    Optional<Provider> compile() {
        Optional<List<Scheme>> schemes = schemes();
        Optional<List<Handshake>> open = handshakes(false);
        Optional<List<Handshake>> proven = handshakes(true);
        Optional<EventNames> names = names(file.event(), remarks.at("event"));
        Optional<ReplyForm> acceptance =
                new ReplyCompiler(file.respond(), workshop, remarks.at("respond")).acceptance();
        if (schemes.isEmpty() || open.isEmpty() || proven.isEmpty() || acceptance.isEmpty()) {
            return Optional.empty();
        }
        return names.map(
                it ->
                        new Provider(
                                file,
                                schemes.get(),
                                open.get(),
                                proven.get(),
                                it,
                                acceptance.get()));
    }

    private Optional<List<Scheme>> schemes() {
        List<VerifyConfig> configs = file.verify();
        if (configs.isEmpty()) {
            remarks.at("verify").add("is required; 'verify: none' lets everybody in");
            return Optional.empty();
        }
        var schemes = new ArrayList<Scheme>();
        for (int i = 0; i < configs.size(); i++) {
            Remarks here = remarks.at("verify").item(i);
            SchemeCompiler.compile(configs.get(i), workshop, here).ifPresent(schemes::add);
        }
        return schemes.size() == configs.size() ? Optional.of(schemes) : Optional.empty();
    }

    private Optional<List<Handshake>> handshakes(boolean isVerified) {
        List<HandshakeConfig> configs = file.handshake();
        var handshakes = new ArrayList<Handshake>();
        int wanted = 0;
        for (int i = 0; i < configs.size(); i++) {
            if (configs.get(i).verified() == isVerified) {
                wanted++;
                Remarks here = remarks.at("handshake").item(i);
                new HandshakeCompiler(configs.get(i), workshop, here)
                        .compile()
                        .ifPresent(handshakes::add);
            }
        }
        return handshakes.size() == wanted ? Optional.of(handshakes) : Optional.empty();
    }

    private Optional<EventNames> names(EventConfig config, Remarks here) {
        Optional<Value> id = name(config.id(), here.at("id"));
        Optional<Value> type = name(config.type(), here.at("type"));
        return id.flatMap(it -> type.map(that -> new EventNames(it, that)));
    }

    private Optional<Value> name(String text, Remarks here) {
        return text.isEmpty() ? Optional.of(EventNames.NOWHERE) : workshop.value(text, here);
    }
}
