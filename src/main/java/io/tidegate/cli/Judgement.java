package io.tidegate.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import java.nio.charset.StandardCharsets;

/**
 * A verdict as it is printed.
 *
 * @param verdict {@code genuine} or {@code rejected}; a handshake that is answered is genuine
 * @param reason why it is rejected, or what kind of genuine request it is
 * @param detail the event's id and type, or the answer to a handshake
 */
record Judgement(String verdict, String reason, String detail) {

    private static final JsonMapper JSON = new JsonMapper();

    static Judgement of(Verdict verdict) {
        return verdict.match(
                it ->
                        new Judgement(
                                "genuine",
                                "event",
                                "id %s, type %s".formatted(it.dedupKey(), it.type())),
                it -> new Judgement("rejected", it.reason().tag(), ""),
                it -> new Judgement("genuine", "handshake", answer(it.reply())),
                it -> new Judgement("rejected", "key_unavailable", it.request().url()));
    }

    private static String answer(Reply reply) {
        var text = new StringBuilder().append(reply.status());
        reply.headers()
                .forEach((name, value) -> text.append(' ').append(name).append(": ").append(value));
        return text.append(' ').append(new String(reply.body(), StandardCharsets.UTF_8)).toString();
    }

    boolean isGenuine() {
        return verdict.equals("genuine");
    }

    /** For people. */
    String text() {
        return detail.isEmpty() ? verdict + ": " + reason : verdict + ": " + reason + ": " + detail;
    }

    /** For tools, on one line. */
    String json(String id) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("verdict", verdict)
                .put("reason", reason)
                .put("detail", detail)
                .toString();
    }
}
