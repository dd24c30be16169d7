package io.tidegate.event;

import java.nio.charset.StandardCharsets;

/**
 * An answer that a provider prescribes, to a handshake or to an accepted event.
 *
 * @param status the HTTP status, 200 to 599
 * @param contentType the media type of the body; empty if there is no body
 * @param headers further header fields
 * @param body the exact bytes, possibly none
 */
public record Reply(int status, String contentType, Headers headers, byte[] body) {

    public Reply {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
    }

    /** A reply with a text body. */
    public static Reply text(int status, String contentType, String body) {
        return new Reply(
                status, contentType, Headers.none(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return status + " " + contentType + " (" + body.length + " bytes)";
    }
}
