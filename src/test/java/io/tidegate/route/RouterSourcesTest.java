package io.tidegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RouteConfig;
import io.tidegate.config.SourceConfig;
import io.tidegate.event.Delivery;
import io.tidegate.testing.SourceConfigs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sources a route takes from. */
class RouterSourcesTest {

    private static final Map<String, SourceConfig> SOURCES =
            Map.of(
                    "github-main", SourceConfigs.labelled("github", "code"),
                    "github-docs", SourceConfigs.labelled("github"),
                    "stripe", SourceConfigs.labelled("stripe", "payments", "money"),
                    "paypal", SourceConfigs.labelled("paypal", "payments"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    github-main           | github-main
                    github-*              | github-docs github-main
                    *-main                | github-main
                    g*-*n                 | github-main
                    *                     | github-docs github-main paypal stripe
                    provider:github       | github-docs github-main
                    provider:paypal       | paypal
                    label:payments        | paypal stripe
                    label:money           | stripe
                    stripe,label:code     | github-main stripe
                    """)
    void routeTakesFromTheSourcesItPicks(String from, String sources) {
        // Given
        var route = new RouteConfig(List.of(from.split(",")), "", "", List.of("d"));
        var router = Router.compile(Map.of("r", route), SOURCES);
        // Then
        assertThat(SOURCES.keySet().stream().filter(it -> reaches(router, it)).sorted())
                .containsExactly(sources.split(" "));
        assertThat(SOURCES.keySet().stream().filter(it -> router.takesFrom("r", it)).sorted())
                .containsExactly(sources.split(" "));
    }

    private static boolean reaches(Router router, String source) {
        var event = Routed.event(source, "push", "application/json", "{}".getBytes(UTF_8));
        return router.route(event).owed().stream().map(Delivery::destination).anyMatch("d"::equals);
    }

    @Test
    void eventOfASourceThatWasTakenOutStillGoesWhereAPatternOrItsProviderLeads() {
        // Given events of a source that no configuration knows any more
        var routes = new LinkedHashMap<String, RouteConfig>();
        routes.put("pattern", new RouteConfig(List.of("gone-*"), "", "", List.of("a")));
        routes.put("provider", new RouteConfig(List.of("provider:github"), "", "", List.of("b")));
        routes.put("label", new RouteConfig(List.of("label:code"), "", "", List.of("c")));
        var router = Router.compile(routes, SOURCES);
        // When
        var event = Routed.event("gone-1", "push", "application/json", "{}".getBytes(UTF_8));
        // Then
        assertThat(router.route(event).owed())
                .extracting(Delivery::destination)
                .containsExactly("a", "b");
    }
}
