package io.tidegate.action;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A token that was given out.
 *
 * @param value the token itself
 * @param renewAt from when on another should be fetched
 * @param expiresAt from when on it is not used
 */
record Token(String value, Instant renewAt, Instant expiresAt) {

    /** Without a word from the server; longer ones are cut, so that a slip does not last. */
    private static final Duration USUAL = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E]{1,16384}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    /**
     * Reads the answer of a server (RFC 6749, 5.1).
     *
     * @param now when it came
     * @throws TokenFailure if there is no bearer token in it
     */
    static Token read(Buffer answer, Instant now) {
        try {
            var fields = new JsonObject(answer);
            String value = String.valueOf(fields.getValue("access_token"));
            String type = String.valueOf(fields.getValue("token_type", "bearer"));
            if (!fields.containsKey("access_token") || !VALUE.matcher(value).matches()) {
                throw new TokenFailure("token server gave no token");
            }
            if (!type.equalsIgnoreCase("bearer")) {
                throw new TokenFailure("token server gave no bearer token");
            }
            return of(value, lifetime(String.valueOf(fields.getValue("expires_in"))), now);
        } catch (DecodeException notJson) {
            throw new TokenFailure("token server gave no JSON");
        }
    }

    private static Duration lifetime(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            return USUAL;
        }
        var stated = Duration.ofSeconds(Long.parseLong(seconds));
        return stated.compareTo(LONGEST) < 0 ? stated : LONGEST;
    }

    /** Renewed a minute before its end, or in the last quarter of a short life. */
    private static Token of(String value, Duration lifetime, Instant now) {
        var quarter = lifetime.dividedBy(4);
        var margin = quarter.compareTo(MARGIN) < 0 ? quarter : MARGIN;
        Instant end = now.plus(lifetime);
        return new Token(value, end.minus(margin), end);
    }

    /** The end only. */
    @Override
    public String toString() {
        return "token until " + expiresAt;
    }
}
