package io.tidegate.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:default}</code> by environment variables and
 * <code>${file:/path}</code> by the content of a file, less the line break at its end. A literal
 * <code>${</code> is written <code>$${</code>.
 *
 * @param environment the variables; one that is set to nothing counts as set
 * @param prints where it is noted what files held
 */
record References(Map<String, String> environment, FilePrints prints) implements Interpolation {

    private static final String START = "${";
    private static final String FILE = "file:";

    /** How a reference to a file begins. */
    static final String FILE_START = START + FILE;

    private static final int MAX_FILE_BYTES = 64 << 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    References {
        environment = Map.copyOf(environment);
    }

    @Override
    public String expand(String text, Consumer<String> problem) {
        var expanded = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf(START); at >= 0; at = text.indexOf(START, from)) {
            if (at > from && text.charAt(at - 1) == '$') {
                expanded.append(text, from, at - 1).append(START);
                from = at + START.length();
                continue;
            }
            int end = text.indexOf('}', at);
            if (end < 0) {
                problem.accept("'${' has no '}'; write $${ if the text itself is meant");
                return text;
            }
            expanded.append(text, from, at);
            expanded.append(resolve(text.substring(at + START.length(), end), problem));
            from = end + 1;
        }
        return expanded.append(text, from, text.length()).toString();
    }

    private String resolve(String reference, Consumer<String> problem) {
        if (reference.startsWith(FILE)) {
            return file(reference.substring(FILE.length()), problem);
        }
        int colon = reference.indexOf(':');
        String name = colon < 0 ? reference : reference.substring(0, colon);
        if (!NAME.matcher(name).matches()) {
            problem.accept(
                    "'${"
                            + reference
                            + "}' is not ${NAME}, ${NAME:default} or ${file:/path}; write $${ if"
                            + " the text itself is meant");
            return "";
        }
        String value = environment.get(name);
        return value != null ? value : fallback(name, reference, colon, problem);
    }

    private static String fallback(
            String name, String reference, int colon, Consumer<String> problem) {
        if (colon < 0) {
            problem.accept(
                    "environment variable "
                            + name
                            + " is not set; set it, or give a default: ${"
                            + name
                            + ":default}");
            return "";
        }
        return reference.substring(colon + 1);
    }

    private String file(String path, Consumer<String> problem) {
        try {
            if (!Path.of(path).isAbsolute()) {
                throw new IOException("the path must be absolute");
            }
            prints.note(Path.of(path));
            return TextFile.read(Path.of(path), MAX_FILE_BYTES).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | InvalidPathException unreadable) {
            problem.accept("cannot read " + path + ": " + unreadable.getMessage());
            return "";
        }
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        return "references to " + environment.keySet();
    }
}
