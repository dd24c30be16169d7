package io.tidegate.route;

import io.tidegate.config.RouteConfig;
import io.tidegate.config.SourceSelector;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Route} of its configuration. */
final class RouteCompiler {

    private static final int MAX_PROGRAM_CHARS = 8_192;

    private RouteCompiler() {}

    /** Compiles one route; adds what is wrong to {@code problems} and goes on. */
    static Route compile(String name, RouteConfig route, List<RouteProblem> problems) {
        String path = "routes." + name + ".";
        var when = program(path + "when", route.when(), problems);
        var transform = program(path + "transform", route.transform(), problems);
        return new Route(
                name,
                route.from().stream().map(SourceSelector::of).toList(),
                when.map(Route.Filter::of).orElseGet(Route.Filter::all),
                when.map(Condition::of).orElseGet(List::of),
                transform.map(program -> payload(program, route)).orElseGet(Payload::body),
                route.to());
    }

    private static Payload payload(Jq transform, RouteConfig route) {
        return route.split()
                ? Payload.parts(transform, route.maxItems())
                : Payload.whole(transform);
    }

    private static Optional<Jq> program(String path, String program, List<RouteProblem> all) {
        if (program.isBlank()) {
            return Optional.empty();
        }
        if (program.length() > MAX_PROGRAM_CHARS) {
            all.add(new RouteProblem(path, "longer than " + MAX_PROGRAM_CHARS + " characters"));
            return Optional.empty();
        }
        try {
            return Optional.of(Jq.compile(program));
        } catch (IllegalArgumentException problem) {
            all.add(new RouteProblem(path, String.valueOf(problem.getMessage())));
            return Optional.empty();
        }
    }
}
