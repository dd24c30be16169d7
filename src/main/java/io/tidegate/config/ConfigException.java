package io.tidegate.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; carries everything that is wrong with it. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Makes the exception; its message has one line for each problem.
     *
     * @param problems at least one; kept in the order of the file
     */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** Throws if there is any problem. */
    public static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** The problems in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
