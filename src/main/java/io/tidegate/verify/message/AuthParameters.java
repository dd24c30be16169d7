package io.tidegate.verify.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Named values in a row, as {@code keyId="k",created=1}. Names are read in any case and handed on
 * in lower case; one that comes twice makes the whole unreadable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.2">RFC 9110</a>
 */
final class AuthParameters {

    private static final Pattern PARAMETER =
            Pattern.compile(
                    "[ \t]*([A-Za-z_-]{1,40})[ \t]*=[ \t]*(?:\"([^\"\\\\]*)\"|([0-9.]{1,40}))[ \t]*(,|\\z)");
    private static final int MOST = 20;

    private AuthParameters() {}

    /** Reads a row; empty if it is none. Never throws. */
    static Optional<Map<String, String>> read(String text) {
        var parameters = new LinkedHashMap<String, String>();
        Matcher next = PARAMETER.matcher(text);
        boolean goesOn = true;
        while (goesOn) {
            if (!next.lookingAt() || parameters.size() == MOST) {
                return Optional.empty();
            }
            String name = next.group(1).toLowerCase(java.util.Locale.ROOT);
            String value = next.group(2) == null ? next.group(3) : next.group(2);
            if (parameters.put(name, value) != null) {
                return Optional.empty();
            }
            goesOn = next.group(4).equals(",");
            next.region(next.end(), text.length());
        }
        return Optional.of(parameters);
    }

    /** The row of these values: texts in quotes, numbers without. */
    static String written(Map<String, BareItem> parameters) {
        return parameters.entrySet().stream()
                .map(it -> spelled(it.getKey()) + "=" + it.getValue().written())
                .collect(Collectors.joining(","));
    }

    private static String spelled(String name) {
        return name.equals(Statement.KEY_ID) ? "keyId" : name;
    }
}
