package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards that say what they show, and work with any Prometheus. */
class DashboardTest {

    private static final Pattern DATASOURCE =
            Pattern.compile("\"datasource\":\\{[^{]*?\"uid\":\"([^\"]*)\"");

    static Collection<JsonObject> dashboards() {
        return Monitoring.dashboards().values();
    }

    @Test
    void noTwoHaveTheSameIdOrTitle() {
        assertThat(dashboards()).extracting(it -> it.getString("uid")).doesNotHaveDuplicates();
        assertThat(dashboards()).extracting(it -> it.getString("title")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsAndInWhichUnit(JsonObject dashboard) {
        assertThat(Manifest.list(dashboard, "panels"))
                .isNotEmpty()
                .allSatisfy(
                        it -> {
                            assertThat(it.getString("title")).isNotBlank();
                            assertThat(it.getString("description")).endsWith(".");
                            assertThat(
                                            Manifest.object(it, "fieldConfig", "defaults")
                                                    .getString("unit"))
                                    .isIn("s", "bytes", "percentunit", "reqps", "short");
                        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelAsksTheChosenPrometheusForTheChosenNamespace(JsonObject dashboard) {
        assertThat(Manifest.list(Manifest.object(dashboard, "templating"), "list"))
                .extracting(it -> it.getString("name"))
                .contains("datasource", "namespace");
        assertThat(DATASOURCE.matcher(dashboard.encode()).results().map(it -> it.group(1)))
                .as("of panels, queries and variables")
                .containsOnly("${datasource}");
        assertThat(Manifest.list(dashboard, "panels").flatMap(it -> Manifest.list(it, "targets")))
                .allSatisfy(
                        it ->
                                assertThat(it.getString("expr"))
                                        .contains("namespace=~\"$namespace\""));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noTwoPanelsLieOnEachOther(JsonObject dashboard) {
        // When
        var cells =
                Manifest.list(dashboard, "panels")
                        .map(it -> it.getJsonObject("gridPos"))
                        .map(it -> it.getInteger("x") + " " + it.getInteger("y"))
                        .collect(Collectors.toList());
        // Then
        assertThat(cells).doesNotHaveDuplicates();
    }
}
