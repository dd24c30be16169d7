package io.tidegate.action;

import io.vertx.core.http.RequestOptions;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that an address names.
 *
 * @param host its name or address, as it is written
 * @param port its TCP port
 * @param isSecure whether by TLS
 */
record HttpTarget(String host, int port, boolean isSecure) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final Pattern START = Pattern.compile("[A-Za-z]+://[^/?#]+");
    private static final Pattern NAME = Pattern.compile(".*[A-Za-z].*");

    /** The server of an address, in whose path there may be anything. */
    static HttpTarget of(String url) {
        String start = startOf(url);
        var parts = new RequestOptions().setAbsoluteURI(start);
        return new HttpTarget(
                Objects.requireNonNull(parts.getHost()),
                Objects.requireNonNull(parts.getPort()),
                Boolean.TRUE.equals(parts.isSsl()));
    }

    /** Scheme and server of an address, as they are written. */
    static String startOf(String url) {
        Matcher start = START.matcher(url);
        if (!start.lookingAt()) {
            throw new IllegalArgumentException("not a whole address");
        }
        return start.group();
    }

    /** The server as a request names it: with its port if that is not the usual one. */
    String authority() {
        return port == (isSecure ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + port;
    }

    /** Whether the host is a name, which is told to the server while TLS is set up. */
    boolean isNamed() {
        return NAME.matcher(host).matches() && !host.contains(":");
    }
}
