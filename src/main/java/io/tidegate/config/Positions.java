package io.tidegate.config;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the values of one file stand in it.
 *
 * @param file the file, as the person named it
 * @param lines the line of each value that was read, by its path
 */
record Positions(String file, Map<String, Integer> lines) {

    Positions {
        lines = Map.copyOf(lines);
    }

    /**
     * A problem with the value at {@code path}. If the file does not write that value down, the
     * line is that of the nearest thing around it that it does.
     */
    Problem problem(String path, String text) {
        return new Problem(file, lineOf(path), path, text);
    }

    /** Whether the file writes a value at {@code path}. */
    boolean has(String path) {
        return lines.containsKey(path);
    }

    /** The names that the file writes in a section, whether what they name can be read or not. */
    Set<String> names(String section) {
        String start = section + ".";
        return lines.keySet().stream()
                .filter(path -> path.startsWith(start))
                .map(path -> path.substring(start.length()))
                .filter(name -> name.indexOf('.') < 0 && name.indexOf('[') < 0)
                .collect(Collectors.toSet());
    }

    private int lineOf(String path) {
        Integer line = lines.get(path);
        if (line != null) {
            return line;
        }
        // A single value may stand for a list of one, and then nobody wrote the index.
        Integer single = lines.get(path.replace("[0]", ""));
        if (single != null) {
            return single;
        }
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return path.isEmpty() ? 1 : lineOf(path.substring(0, Math.max(end, 0)));
    }
}
