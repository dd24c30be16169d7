package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.GatewayProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway really exports, against what rules, dashboards and scalers ask for. */
class ScrapeIT {

    private static final Pattern SAMPLE =
            Pattern.compile("^([a-z_0-9]+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** What Prometheus adds to every sample. */
    private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "instance");

    /** Labels whose values come from the configuration of whoever runs it. */
    private static final Set<String> OF_THE_USER = Set.of("source", "destination", "route");

    @TempDir static Path folder;

    /** The values of every label of every metric. */
    private static final Map<String, Map<String, Set<String>>> EXPORTED = new TreeMap<>();

    /** The page as it came. */
    private static final StringBuilder PAGE = new StringBuilder();

    private static final String CONFIGURATION =
            """
            sources:
              shop: { provider: github, secrets: ["scrape-it-secret-0123456789"] }
            destinations:
              console: { log: { body: false } }
            routes:
              all: { from: [shop], to: [console] }
            """;

    @BeforeAll
    static void scrape() {
        try (var gateway = new GatewayProcess(folder, CONFIGURATION).start()) {
            SAMPLE.matcher(PAGE.append(gateway.admin("/metrics").body()))
                    .results()
                    .forEach(it -> note(it.group(1), it.group(2) == null ? "" : it.group(2)));
        }
    }

    private static void note(String metric, String labels) {
        var known = EXPORTED.computeIfAbsent(metric, it -> new TreeMap<>());
        LABEL.matcher(labels)
                .results()
                .forEach(
                        it ->
                                known.computeIfAbsent(it.group(1), label -> new TreeSet<>())
                                        .add(it.group(2)));
    }

    @AfterAll
    static void forget() {
        EXPORTED.clear();
        PAGE.setLength(0);
    }

    @Test
    void prometheusFindsNothingWrongWithNamesUnitsAndHelp() {
        // When
        var result = Tool.orSkip("promtool").run(List.of("check", "metrics"), PAGE.toString());
        // Then
        assertThat(result.output()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @Test
    void everyQueryNamesOnlyWhatIsExportedOrRecorded() {
        // Given
        var known = new TreeSet<>(EXPORTED.keySet());
        known.addAll(Monitoring.recorded());
        // Then
        assertThat(known).contains("tidegate_requests_total", "jvm_gc_pause_seconds_sum");
        Monitoring.queries()
                .forEach(
                        (place, query) -> {
                            assertThat(query.metrics()).as(place).isNotEmpty();
                            assertThat(known).as(place).containsAll(query.metrics());
                        });
    }

    @Test
    void everyQueryAsksForLabelsAndValuesThatAreExported() {
        Monitoring.queries()
                .forEach(
                        (place, query) ->
                                query.conditions()
                                        .filter(it -> EXPORTED.containsKey(it.metric()))
                                        .filter(it -> !OF_THE_TARGET.contains(it.label()))
                                        .forEach(it -> check(place, it)));
    }

    private static void check(String place, Query.Condition condition) {
        var labels = EXPORTED.getOrDefault(condition.metric(), Map.of());
        String what = place + ": " + condition;
        assertThat(labels).as(what).containsKey(condition.label());
        if (!OF_THE_USER.contains(condition.label())) {
            assertThat(labels.getOrDefault(condition.label(), Set.of()))
                    .as(what)
                    .containsAll(condition.values());
        }
    }
}
