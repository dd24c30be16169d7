package io.tidegate.provider;

import io.tidegate.event.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which header fields of a request are kept with its event: all but those that belong to
 * the connection and those that hold secrets.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, Connection</a>
 */
final class KeptHeaders {

    private static final List<String> NEVER_KEPT =
            List.of(
                    "Authorization",
                    "Connection",
                    "Cookie",
                    "Expect",
                    "HTTP2-Settings",
                    "Keep-Alive",
                    "TE",
                    "Trailer",
                    "Transfer-Encoding",
                    "Upgrade");
    private static final String PROXY = "proxy-";

    private final List<String> dropped = new ArrayList<>(NEVER_KEPT);

    /**
     * A rule.
     *
     * @param secretHeaders the fields in which this provider sends the secret itself
     */
    KeptHeaders(Set<String> secretHeaders) {
        dropped.addAll(secretHeaders);
    }

    /** The fields that are kept, in their order. */
    Headers of(Headers headers) {
        Set<String> named = namedByConnection(headers);
        var kept = new ArrayList<String>(2 * headers.size());
        headers.forEach(
                (name, value) -> {
                    if (isKept(name) && !named.contains(name)) {
                        kept.add(name);
                        kept.add(value);
                    }
                });
        return Headers.of(kept);
    }

    private boolean isKept(String name) {
        // Names differ in length mostly, so a walk costs less than a set that folds their case.
        for (String other : dropped) {
            if (name.equalsIgnoreCase(other)) {
                return false;
            }
        }
        return !name.regionMatches(true, 0, PROXY, 0, PROXY.length());
    }

    private static Set<String> namedByConnection(Headers headers) {
        List<String> connections = headers.all("Connection");
        if (connections.isEmpty()) {
            return Set.of();
        }
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String connection : connections) {
            for (String name : connection.split(",", -1)) {
                names.add(name.strip());
            }
        }
        return names;
    }
}
