package io.tidegate.provider;

import io.tidegate.config.ProviderFile.HandshakeConfig;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.scheme.Condition;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the written form of a handshake into a ready one. */
final class HandshakeCompiler {

    private final HandshakeConfig config;
    private final Workshop workshop;
    private final Remarks remarks;

    HandshakeCompiler(HandshakeConfig config, Workshop workshop, Remarks remarks) {
        this.config = config;
        this.workshop = workshop;
        this.remarks = remarks;
    }

    /** The handshake; empty if something is wrong with it, which the remarks then tell. */
    Optional<Handshake> compile() {
        Optional<Handshake.Question> question = question();
        Optional<Handshake.ReplyForm> reply = reply();
        Remarks visiting = remarks.at("visit");
        Optional<Value> capture = workshop.optionalValue(config.capture(), remarks.at("capture"));
        Optional<Value> visit = workshop.optionalValue(config.visit().url(), visiting.at("url"));
        Optional<Pattern> pin = pin(visiting);
        boolean isComplete =
                capture.isEmpty() == config.capture().isEmpty()
                        && visit.isEmpty() == config.visit().url().isEmpty();
        return question.filter(it -> isComplete && reply.isPresent())
                .flatMap(
                        it ->
                                pin.map(
                                        pattern ->
                                                new Handshake(
                                                        it, reply.get(), capture, visit, pattern)));
    }

    private Optional<Handshake.Question> question() {
        boolean isPlainPost = config.methods().contains("POST") && config.when().isEmpty();
        if (isPlainPost) {
            remarks.add("needs 'when', or it would take every event for a handshake");
        }
        Optional<Condition> when =
                workshop.expected(config.when(), remarks.at("when")).map(Condition::new);
        var check = new HashMap<Value, Template>();
        config.check()
                .forEach(
                        (where, text) ->
                                workshop.value(where, remarks.at("check").at(where))
                                        .flatMap(
                                                value ->
                                                        workshop.template(
                                                                        text,
                                                                        remarks.at("check")
                                                                                .at(where))
                                                                .map(it -> Map.entry(value, it)))
                                        .ifPresent(it -> check.put(it.getKey(), it.getValue())));
        return when.filter(it -> !isPlainPost && check.size() == config.check().size())
                .map(it -> new Handshake.Question(Set.copyOf(config.methods()), it, check));
    }

    private Optional<Handshake.ReplyForm> reply() {
        var respond = config.respond();
        Remarks here = remarks.at("respond");
        Optional<Template> body = workshop.template(respond.body(), here.at("body"));
        Optional<Map<String, Template>> headers =
                workshop.templates(respond.headers(), here.at("headers"));
        boolean isStatus = respond.status() >= 200 && respond.status() <= 599;
        if (!isStatus) {
            here.at("status").add("not an HTTP status: " + respond.status());
        }
        Optional<Pattern> guard =
                remarks.at("guard")
                        .attempt(
                                () ->
                                        config.guard().isEmpty()
                                                ? Handshake.PLAIN_TOKEN
                                                : Pattern.compile(config.guard()));
        if (body.isEmpty() || headers.isEmpty() || !isStatus) {
            return Optional.empty();
        }
        String type = respond.body().isEmpty() ? "" : respond.contentType();
        return guard.map(
                it ->
                        new Handshake.ReplyForm(
                                respond.status(), headers.get(), type, body.get(), it));
    }

    private Optional<Pattern> pin(Remarks here) {
        String pin = config.visit().pin();
        if (!config.visit().url().isEmpty() && !pin.startsWith("https://")) {
            here.at("pin").add("is required and must begin with https://");
            return Optional.empty();
        }
        return here.at("pin").attempt(() -> Pattern.compile(pin));
    }
}
