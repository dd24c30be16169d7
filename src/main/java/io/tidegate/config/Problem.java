package io.tidegate.config;

import java.util.Comparator;

/**
 * One thing that is wrong with a file, for the person who wrote it.
 *
 * @param file the file, as the person named it
 * @param line the line, from 1; 0 if the file as a whole is meant
 * @param path where in the document, as {@code routes.deploys.to[0]}; empty for the whole document
 * @param text what is wrong and what to do about it; never holds a secret
 */
public record Problem(String file, int line, String path, String text)
        implements Comparable<Problem> {

    private static final Comparator<Problem> AS_READ =
            Comparator.comparing(Problem::file)
                    .thenComparing(Problem::line)
                    .thenComparing(Problem::path)
                    .thenComparing(Problem::text);

    /** Whether this is about the value at {@code other} or something beneath it. */
    boolean isWithin(String other) {
        return path.equals(other)
                || path.startsWith(other + ".")
                || path.startsWith(other + "[")
                || other.isEmpty();
    }

    @Override
    public int compareTo(Problem other) {
        return AS_READ.compare(this, other);
    }

    /** {@code file:line: path: text}, less what is not known. */
    @Override
    public String toString() {
        String where = line == 0 ? file : file + ":" + line;
        return path.isEmpty() ? where + ": " + text : where + ": " + path + ": " + text;
    }
}
