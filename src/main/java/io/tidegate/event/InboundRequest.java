package io.tidegate.event;

import java.time.Instant;

/**
 * One request as it arrived, before anybody trusts it.
 *
 * @param method the HTTP method, upper case
 * @param target the raw path and query, never decoded, as in {@code /in/shop?x=%20}
 * @param headers all header fields
 * @param body the exact bytes of the body, possibly none; callers must not change them
 * @param receivedAt when its head arrived, by the gateway's clock
 */
public record InboundRequest(
        String method, String target, Headers headers, byte[] body, Instant receivedAt) {

    /** The target without its query. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The raw query without its question mark; empty if there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** Shape only: headers and body may be secrets. */
    @Override
    public String toString() {
        return method + " " + path() + " (" + body.length + " bytes)";
    }
}
