package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RouteConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many routes on one source: few are run, and all come to what they would come to. */
class RouteTreeTest {

    private static final List<String> TESTS =
            List.of(
                    ".type == \"push\"",
                    "\"push\" == .type",
                    ".type == \"tag\"",
                    ".type == \"push\" or .type == \"tag\"",
                    ".headers[\"x-event\"] == \"push\"",
                    ".body.n == 1",
                    ".body.n == 1.0",
                    ".body.n == 0",
                    ".body.n == -0.0",
                    ".body.n == 2",
                    ".body.flag == true",
                    ".body.flag == null",
                    ".body.list[] == 2",
                    ".body.list[].deep == 2",
                    ".body.list == [1, 2]",
                    ".body.text.deeper == 1",
                    "(.body.n == 1 or .body.n == 2)",
                    ".body.n == 1 or .type == \"tag\"",
                    ".body.n > 0",
                    ".body.flag",
                    "(.body.text | startswith(\"a\"))",
                    "(.body.text | startswith(\"b\"))",
                    "(.body.text | endswith(\"bc\"))",
                    "((.body.text | startswith(\"b\")) or (.body.text | endswith(\"c\")))",
                    "(.body.text == \"b\" or (.body.text | startswith(\"a\")))",
                    "((.body.text | startswith(\"b\")) or .body.text == [1])",
                    "(.body.list[] | startswith(\"x\"))",
                    "(.type | startswith(\"pu\"))",
                    "(.body.text | startswith(1))",
                    "(.body.list | length) == 2",
                    "(.type == \"push\" and .body.n == 1)",
                    "error(\"no\")",
                    "empty");

    private static final List<String> BODIES =
            List.of(
                    "{\"n\":1,\"flag\":true,\"list\":[1,2],\"text\":\"abc\"}",
                    "{\"n\":2,\"flag\":null,\"list\":[],\"text\":\"b\"}",
                    "{\"n\":0,\"list\":[{\"deep\":2},{\"deep\":3}],\"text\":{\"deeper\":1}}",
                    "{\"n\":-0.0,\"list\":[2,{\"deep\":2}]}",
                    "{\"n\":\"1\",\"list\":\"x\",\"text\":[1]}",
                    "{\"n\":1.0}",
                    "[1]",
                    "\"text\"",
                    "not json");

    @Test
    void treeComesToTheSameAsRunningEveryRoute() {
        // Given
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            var router = Router.compile(randomRoutes(random, 5 + random.nextInt(120)), Map.of());
            for (String body : BODIES) {
                var event = Routed.event(body);
                // When
                var few = router.route(event);
                var all = router.explain(event);
                // Then
                assertThat(matching(few))
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(matching(all));
                assertThat(few.owed())
                        .as("seed %d", seed)
                        .usingRecursiveFieldByFieldElementComparator()
                        .isEqualTo(all.owed());
            }
        }
    }

    private static List<Routing.Result> matching(Routing routing) {
        return routing.results().stream().filter(it -> it.match() != Match.UNMATCHED).toList();
    }

    private static Map<String, RouteConfig> randomRoutes(Random random, int count) {
        var routes = new LinkedHashMap<String, RouteConfig>();
        for (int i = 0; i < count; i++) {
            var tests = new ArrayList<String>();
            for (int n = random.nextInt(4); n > 0; n--) {
                tests.add("(" + TESTS.get(random.nextInt(TESTS.size())) + ")");
            }
            routes.put("r" + i, route(String.join(" and ", tests), "d" + random.nextInt(200)));
        }
        return routes;
    }

    private static RouteConfig route(String when, String to) {
        return new RouteConfig(List.of("*"), when, "", List.of(to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    .type == "T"                                         ~ 1
                    .type == "T" and .body.flag                          ~ 1
                    .type == "push" and .body.name == "T"                ~ 1
                    (.type == "push") and (.body.name == "T" and .body.n > 0) ~ 1
                    .type == "T" or .type == "tag"                       ~ 1
                    "T" == .body.names[]                                 ~ 2
                    (.body.name | ascii_downcase) == "T"                 ~ 1
                    .body.flag and .type == "T"                          ~ 1000
                    .body.name | startswith("T")                         ~ 1
                    .body.name | endswith("T")                           ~ 1
                    .body.names[] | startswith("T")                      ~ 2
                    (.body.name | startswith("T")) and .body.flag        ~ 1
                    .body.name | contains("T")                           ~ 1000
                    """)
    void routesThatDemandAnotherConstantAreNotRun(String when, int run) {
        // Given a thousand routes that each want another value in place of T
        var routes = new LinkedHashMap<String, RouteConfig>();
        for (int i = 0; i < 1_000; i++) {
            String value = i == 500 ? "push" : i == 501 ? "pull" : "other-" + i;
            routes.put("r" + i, route(when.replace("T", value), "d" + i));
        }
        var router = Router.compile(routes, Map.of());
        // When
        var routing =
                router.route(
                        Routed.event(
                                "{\"n\":1,\"flag\":true,\"name\":\"push\","
                                        + "\"names\":[\"push\",\"pull\"]}"));
        // Then
        assertThat(routing.results()).hasSize(run);
        assertThat(routing.owed()).isNotEmpty();
    }

    @Test
    void routesThatShareAQuestionWithoutAnAnswerHaveAllFailed() {
        // Given
        var routes = new LinkedHashMap<String, RouteConfig>();
        for (int i = 0; i < 10; i++) {
            routes.put("r" + i, route(".body.name.first == \"" + i + "\"", "d"));
        }
        // When
        var routing = Router.compile(routes, Map.of()).route(Routed.event("{\"name\":\"x\"}"));
        // Then
        assertThat(routing.results())
                .hasSize(10)
                .allMatch(it -> it.match() == Match.FAILED)
                .allMatch(it -> it.reason().startsWith("jq: Cannot index string with"));
    }
}
