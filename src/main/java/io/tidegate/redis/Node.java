package io.tidegate.redis;

import java.util.Optional;

/**
 * A server of a cluster, by where clients reach it.
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param port 1 to 65535
 */
public record Node(String host, int port) {

    private static final int USUAL_PORT = 6379;
    private static final int MOST_DIGITS = 5;

    /**
     * Reads {@code host:port}, as nodes write it of each other.
     *
     * @param asked who wrote it: what names no host is at the same
     */
    static Optional<Node> parse(String text, Node asked) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 0 || port.length() > MOST_DIGITS || !port.matches("\\d+")) {
            return Optional.empty();
        }
        String host = bare(text.substring(0, colon));
        return host.equals("?")
                ? Optional.empty()
                : Optional.of(asked.sibling(host, Integer.parseInt(port)));
    }

    /** The node at a bare address, as {@code redis://host:port}. */
    static Node of(String uri) {
        String authority = uri.substring(uri.indexOf("//") + 2).replace("/", "");
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        return hasPort
                ? new Node(
                        bare(authority.substring(0, colon)),
                        Integer.parseInt(authority, colon + 1, authority.length(), 10))
                : new Node(bare(authority), USUAL_PORT);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The node that this one knows there: without a host, it is at the same. */
    Node sibling(String itsHost, int itsPort) {
        return new Node(itsHost.isEmpty() ? host : itsHost, itsPort);
    }

    /** Its address for the client library. */
    String uri(boolean isOverTls) {
        return (isOverTls ? "rediss://" : "redis://") + this;
    }

    /** Host and port, as logs name it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
