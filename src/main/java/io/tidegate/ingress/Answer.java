package io.tidegate.ingress;

import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * What is answered to a request. Made once where it is the same for all, so that refusing a flood
 * costs little; bodies are shared between event loops and never changed.
 */
final class Answer {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence CONTENT_TYPE_OPTIONS =
            HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence EVENT_ID = HttpHeaders.createOptimized("Tidegate-Event-Id");
    private static final MultiMap NOTHING_PRESCRIBED = HttpHeaders.headers();

    private final int status;
    private final CharSequence contentType;
    private final Buffer body;
    private final CharSequence extraName;
    private final CharSequence extraValue;
    private final MultiMap prescribed;

    private Answer(
            int status,
            CharSequence contentType,
            Buffer body,
            CharSequence extraName,
            CharSequence extraValue,
            MultiMap prescribed) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.extraName = extraName;
        this.extraValue = extraValue;
        this.prescribed = prescribed;
    }

    /** An answer with one header field more than all have. */
    static Answer of(int status, String contentType, Buffer body, String name, String value) {
        return new Answer(
                status,
                HttpHeaders.createOptimized(contentType),
                body,
                HttpHeaders.createOptimized(name),
                HttpHeaders.createOptimized(value),
                NOTHING_PRESCRIBED);
    }

    /** The answer that a provider prescribes to its question. */
    static Answer handshake(Reply reply) {
        var body = Buffer.buffer(reply.body());
        return new Answer(
                reply.status(), reply.contentType(), body, "", "", prescribed(reply.headers()));
    }

    /**
     * The answer to an accepted event.
     *
     * @param reply what the provider wants to hear; our own words if it has no body
     */
    static Answer accepted(Reply reply, EventId id) {
        String name = id.toString();
        String words = "{\"id\":\"" + name + "\",\"status\":\"accepted\"}";
        return of(reply, words, EVENT_ID, name);
    }

    /**
     * The answer to an event that is in the journal and has no id yet.
     *
     * @param reply what the provider wants to hear; our own words if it has no body
     */
    static Answer journaled(Reply reply) {
        return of(reply, "{\"status\":\"journaled\"}", "", "");
    }

    private static Answer of(Reply reply, String words, CharSequence field, String value) {
        boolean isSilent = reply.body().length == 0;
        return new Answer(
                reply.status(),
                isSilent ? JSON : reply.contentType(),
                isSilent ? Buffer.buffer(words) : Buffer.buffer(reply.body()),
                field,
                value,
                prescribed(reply.headers()));
    }

    /**
     * The fields as they are written.
     *
     * @throws IllegalArgumentException if HTTP does not allow one
     */
    private static MultiMap prescribed(Headers fields) {
        if (fields.size() == 0) {
            return NOTHING_PRESCRIBED;
        }
        MultiMap prescribed = HttpHeaders.headers();
        fields.forEach(prescribed::set);
        return prescribed;
    }

    /**
     * Writes the answer; of one to HEAD, the library leaves out the body.
     *
     * @param isLast whether the connection will be closed
     */
    void write(HttpServerResponse response, boolean isLast) {
        MultiMap headers = response.setStatusCode(status).headers();
        // First, so that nothing prescribed undoes what makes our answers harmless in a browser.
        if (!prescribed.isEmpty()) {
            headers.addAll(prescribed);
        }
        headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE).set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        if (contentType.length() > 0) {
            headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        }
        if (extraName.length() > 0) {
            headers.set(extraName, extraValue);
        }
        if (isLast) {
            headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(body);
    }
}
