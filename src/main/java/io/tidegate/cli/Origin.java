package io.tidegate.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a configuration comes from.
 *
 * @param file the file
 * @param environment the variables that it may refer to
 * @param extensions what the command line adds to the kinds of action
 */
public record Origin(Path file, Map<String, String> environment, Extensions extensions) {

    public Origin {
        environment = Map.copyOf(environment);
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        return "configuration in " + file;
    }
}
