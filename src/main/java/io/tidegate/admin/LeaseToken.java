package io.tidegate.admin;

import io.tidegate.event.EventId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What shows that a client holds a delivery of a queue. Written {@code <secret>.<event id>}.
 *
 * @param secret what nobody can guess, another at each pull
 * @param id whose delivery is held
 */
record LeaseToken(String secret, EventId id) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

    /** A secret that was never used. */
    static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Reads the form that {@link #toString} writes.
     *
     * @throws IllegalArgumentException for any other text, which the message does not quote
     */
    static LeaseToken parse(String text) {
        int dot = text.indexOf('.');
        String secret = text.substring(0, Math.max(dot, 0));
        var id = EventId.parse(text.substring(dot + 1));
        if (!SECRET.matcher(secret).matches() || id.isEmpty()) {
            throw new IllegalArgumentException("must be a lease as it was handed out");
        }
        return new LeaseToken(secret, id.get());
    }

    @Override
    public String toString() {
        return secret + "." + id;
    }
}
