package io.tidegate.action;

import java.net.URI;

/**
 * Where a server listens, as a destination's {@code uri} says it.
 *
 * @param host the name or address; also one with {@code _}, which {@link URI} takes for no host
 * @param port 1 to 65535
 * @param isTls whether connections are encrypted from their first byte
 */
record ServerAddress(String host, int port, boolean isTls) {

    /**
     * Reads an address whose form was checked when the configuration was read.
     *
     * @param tlsScheme the scheme that stands for TLS, as {@code amqps}
     * @param port the port if none is written, without TLS
     * @param tlsPort the same with TLS
     */
    static ServerAddress of(String text, String tlsScheme, int port, int tlsPort) {
        var uri = URI.create(text);
        boolean isTls = uri.getScheme().equalsIgnoreCase(tlsScheme);
        String authority = uri.getRawAuthority();
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String written = colon < 0 ? "" : authority.substring(colon + 1);
        return new ServerAddress(
                host,
                written.isEmpty() ? (isTls ? tlsPort : port) : Integer.parseInt(written),
                isTls);
    }
}
