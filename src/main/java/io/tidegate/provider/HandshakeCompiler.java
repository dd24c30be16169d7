package io.tidegate.provider;

import io.tidegate.config.ProviderFile.HandshakeConfig;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.ReplyForm;
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
        Optional<ReplyForm> reply = reply();
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

    private Optional<ReplyForm> reply() {
        Optional<Pattern> guard =
                remarks.at("guard")
                        .attempt(
                                () ->
                                        config.guard().isEmpty()
                                                ? Handshake.PLAIN_TOKEN
                                                : Pattern.compile(config.guard()));
        Optional<ReplyForm> form =
                new ReplyCompiler(config.respond(), workshop, remarks.at("respond"))
                        .answer(guard.orElse(Handshake.PLAIN_TOKEN));
        return guard.flatMap(same -> form);
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
