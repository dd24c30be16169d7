package io.tidegate.route;

import io.tidegate.config.RouteConfig;
import java.util.List;
import java.util.function.Function;

/** Makes a {@link Route} of its configuration. */
final class RouteCompiler {

    private static final int MAX_PROGRAM_CHARS = 8_192;

    private RouteCompiler() {}

    /** Compiles one route; adds what is wrong to {@code problems} and goes on. */
    static Route compile(String name, RouteConfig route, List<RouteProblem> problems) {
        String path = "routes." + name + ".";
        var when =
                part(path + "when", route.when(), Route.Filter.all(), Route.Filter::of, problems);
        var transform =
                part(
                        path + "transform",
                        route.transform(),
                        Route.Payload.body(),
                        Route.Payload::of,
                        problems);
        return new Route(name, route.from(), when, transform, route.to());
    }

    private static <T> T part(
            String path, String program, T absent, Function<Jq, T> of, List<RouteProblem> all) {
        if (program.isBlank()) {
            return absent;
        }
        if (program.length() > MAX_PROGRAM_CHARS) {
            all.add(new RouteProblem(path, "longer than " + MAX_PROGRAM_CHARS + " characters"));
            return absent;
        }
        try {
            return of.apply(Jq.compile(program));
        } catch (IllegalArgumentException problem) {
            all.add(new RouteProblem(path, String.valueOf(problem.getMessage())));
            return absent;
        }
    }
}
