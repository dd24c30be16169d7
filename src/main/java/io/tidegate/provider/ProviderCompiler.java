package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.ProviderFile.EventConfig;
import io.tidegate.config.ProviderFile.HandshakeConfig;
import io.tidegate.config.ProviderFile.RespondConfig;
import io.tidegate.config.VerifyConfig;
import io.tidegate.event.Reply;
import io.tidegate.verify.EventNames;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.Scheme;
import io.tidegate.verify.Template;
import io.tidegate.verify.Value;
import io.tidegate.verify.ValueSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Turns the written form of a provider into a ready one, and says all that is wrong with it. */
final class ProviderCompiler {

    private final ProviderFile file;
    private final Remarks remarks;

    ProviderCompiler(ProviderFile file, Remarks remarks) {
        this.file = file;
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
            SchemeCompiler.compile(configs.get(i), here).ifPresent(schemes::add);
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
                handshake(configs.get(i), remarks.at("handshake").item(i))
                        .ifPresent(handshakes::add);
            }
        }
        return handshakes.size() == wanted ? Optional.of(handshakes) : Optional.empty();
    }

    private static Optional<Handshake> handshake(HandshakeConfig config, Remarks remarks) {
        var when = new HashMap<Value, String>();
        config.when()
                .forEach(
                        (where, text) ->
                                value(where, remarks.at("when").at(where))
                                        .ifPresent(value -> when.put(value, text)));
        String text = config.respond().body();
        Optional<Template> body =
                remarks.at("respond").at("body").attempt(() -> Template.parse(text));
        Optional<Reply> reply = reply(config.respond(), remarks.at("respond"));
        if (body.isEmpty() || reply.isEmpty() || when.size() < config.when().size()) {
            return Optional.empty();
        }
        return remarks.attempt(() -> new Handshake(when, reply.get(), body.get()));
    }

    private static Optional<Reply> reply(RespondConfig config, Remarks remarks) {
        return remarks.at("status")
                .attempt(() -> Reply.text(config.status(), config.contentType(), config.body()));
    }

    /** A provider can choose how it is told that an event was accepted, but not that it was. */
    private Optional<Reply> accepted() {
        Remarks here = remarks.at("respond");
        Optional<Reply> reply = reply(file.respond(), here);
        if (reply.filter(it -> it.status() > 299).isPresent()) {
            here.at("status").add("must be 200 to 299, because the event was accepted");
            return Optional.empty();
        }
        return reply;
    }

    private static Optional<EventNames> names(EventConfig config, Remarks remarks) {
        Optional<Value> id = value(config.id(), remarks.at("id"));
        Optional<Value> type = value(config.type(), remarks.at("type"));
        return id.flatMap(it -> type.map(that -> new EventNames(it, that)));
    }

    private static Optional<Value> value(String text, Remarks remarks) {
        return text.isEmpty()
                ? Optional.of(EventNames.NOWHERE)
                : remarks.attempt(() -> ValueSyntax.parse(text));
    }
}
