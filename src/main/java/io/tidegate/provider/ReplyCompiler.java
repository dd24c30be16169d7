package io.tidegate.provider;

import io.tidegate.config.ProviderFile.RespondConfig;
import io.tidegate.verify.Handshake;
import io.tidegate.verify.ReplyForm;
import io.tidegate.verify.value.Template;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns the written form of an answer into a ready one.
 *
 * @param config what the file says
 * @param workshop what it is made with
 * @param remarks where problems are told
 */
record ReplyCompiler(RespondConfig config, Workshop workshop, Remarks remarks) {

    /**
     * The answer to a question; empty if something is wrong with it, which the remarks then tell.
     *
     * @param guard what the caller's text must match that the answer is made of
     */
    Optional<ReplyForm> answer(Pattern guard) {
        boolean isStatus = config.status() >= 200 && config.status() <= 599;
        if (!isStatus) {
            remarks.at("status").add("not an HTTP status: " + config.status());
        }
        return form(guard).filter(it -> isStatus);
    }

    /** The answer to an event: a provider can choose how it is told, but not that it was taken. */
    Optional<ReplyForm> acceptance() {
        boolean isStatus = config.status() >= 200 && config.status() <= 299;
        if (!isStatus) {
            remarks.at("status").add("must be 200 to 299, because the event was accepted");
        }
        return form(Handshake.PLAIN_TOKEN).filter(it -> isStatus);
    }

    private Optional<ReplyForm> form(Pattern guard) {
        Optional<Template> body = workshop.template(config.body(), remarks.at("body"));
        Optional<Map<String, Template>> headers =
                workshop.templates(config.headers(), remarks.at("headers"));
        String type = config.body().isEmpty() ? "" : config.contentType();
        return headers.flatMap(
                fields -> body.map(it -> new ReplyForm(config.status(), fields, type, it, guard)));
    }
}
