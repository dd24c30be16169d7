package io.tidegate.route;

import java.util.List;
import java.util.stream.Collectors;

/** Routes cannot be compiled; holds everything that is wrong with all of them. */
public final class RouteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RouteProblem> problems;

    RouteException(List<RouteProblem> problems) {
        super(problems.stream().map(RouteProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the routes; never empty. */
    public List<RouteProblem> problems() {
        return problems;
    }
}
