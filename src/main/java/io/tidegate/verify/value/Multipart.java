package io.tidegate.verify.value;

import io.tidegate.event.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks plain fields up in a {@code multipart/form-data} body. Strict as {@link Parameters}: a
 * field that comes twice counts as absent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class Multipart {

    private static final Pattern BOUNDARY =
            Pattern.compile(
                    "multipart/form-data\\s*;.*?\\bboundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile(
                    "^content-disposition:\\s*form-data\\s*;.*?\\bname=(?:\"([^\"\r\n]*)\"|([^;\\s]*))",
                    Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final String LINE = "\r\n";

    private Multipart() {}

    /** What stands between the parts; empty if the body is no such form. */
    static Optional<String> boundary(Headers headers) {
        return headers.first("Content-Type")
                .filter(type -> type.regionMatches(true, 0, "multipart/", 0, 10))
                .map(BOUNDARY::matcher)
                .filter(Matcher::find)
                .map(it -> it.group(1) == null ? it.group(2) : it.group(1));
    }

    /** The text of the one field of this name, as UTF-8. */
    static Optional<String> field(byte[] body, String boundary, String name) {
        // One char for each byte, so that offsets are those of the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary;
        Optional<String> found = Optional.empty();
        int start = text.indexOf(delimiter);
        while (start >= 0) {
            int from = start + delimiter.length();
            int next = text.indexOf(LINE + delimiter, from);
            if (next < 0) {
                return found;
            }
            Optional<String> content = content(text.substring(from, next), name);
            if (content.isPresent() && found.isPresent()) {
                return Optional.empty();
            }
            found = content.or(orElse(found));
            start = next + LINE.length();
        }
        return found;
    }

    private static java.util.function.Supplier<Optional<String>> orElse(Optional<String> found) {
        return () -> found;
    }

    private static Optional<String> content(String part, String name) {
        int head = part.indexOf(LINE + LINE);
        if (head < 0 || !isNamed(part.substring(0, head), name)) {
            return Optional.empty();
        }
        byte[] bytes = part.substring(head + 4).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static boolean isNamed(String head, String name) {
        Matcher named = NAME.matcher(head);
        return named.find()
                && name.equals(named.group(1) == null ? named.group(2) : named.group(1));
    }
}
