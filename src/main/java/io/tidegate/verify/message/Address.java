package io.tidegate.verify.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address to which a request was sent, taken apart and in its normal form.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority the host, and the port unless it is the usual one
 * @param path at least a slash
 * @param query with its question mark; empty if there is none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-4.2.3">RFC 9110, normal form</a>
 */
record Address(String scheme, String authority, String path, String query) {

    private static final Pattern PARTS =
            Pattern.compile("(https?)://([^/?#]+)([^?#]*)(\\?[^#]*)?", Pattern.CASE_INSENSITIVE);

    /** Reads an address; empty if it is none. */
    static Optional<Address> read(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String path = parts.group(3).isEmpty() ? "/" : parts.group(3);
        String query = parts.group(4) == null ? "" : parts.group(4);
        return Optional.of(new Address(scheme, authority(scheme, parts.group(2)), path, query));
    }

    private static String authority(String scheme, String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        String usualPort = scheme.equals("https") ? ":443" : ":80";
        return lower.endsWith(usualPort)
                ? lower.substring(0, lower.length() - usualPort.length())
                : lower;
    }

    /** Path and query, as the first line of a request has them. */
    String target() {
        return path + query;
    }

    /** The whole. */
    String uri() {
        return scheme + "://" + authority + path + query;
    }
}
