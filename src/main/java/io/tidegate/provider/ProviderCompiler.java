package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.ProviderFile.EventConfig;
import io.tidegate.config.ProviderFile.HandshakeConfig;
import io.tidegate.config.ProviderFile.RespondConfig;
import io.tidegate.config.VerifyConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.Reply;
import io.tidegate.verify.EventNames;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
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
        Optional<Reply> accepted = accepted();
        if (schemes.isEmpty() || open.isEmpty() || proven.isEmpty() || accepted.isEmpty()) {
            return Optional.empty();
        }
        return names.map(
                it ->
                        new Provider(
                                file, schemes.get(), open.get(), proven.get(), it, accepted.get()));
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

    /** A provider can choose how it is told that an event was accepted, but not that it was. */
    private Optional<Reply> accepted() {
        RespondConfig respond = file.respond();
        if (respond.status() < 200 || respond.status() > 299) {
            remarks.at("respond")
                    .at("status")
                    .add("must be 200 to 299, because the event was accepted");
            return Optional.empty();
        }
        var headers = new ArrayList<String>();
        respond.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        byte[] body = respond.body().getBytes(StandardCharsets.UTF_8);
        return Optional.of(
                new Reply(respond.status(), respond.contentType(), Headers.of(headers), body));
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
