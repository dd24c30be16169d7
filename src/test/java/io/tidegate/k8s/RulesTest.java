package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts, recording rules and the pages of the runbook. */
class RulesTest {

    private static final Path RUNBOOK = Path.of("src/docs/runbook.md");
    private static final Path METERS =
            Path.of("src/main/resources/io/tidegate/metrics/meters.properties");
    private static final Path OPERATORS_FORM = Monitoring.ROOT.resolve("prometheus-rule.yaml");
    private static final List<String> PARTS = List.of("**Means.** ", "**Look at.** ", "**Do.** ");

    @Test
    void everyAlertHasASectionOfTheRunbookThatSaysWhatToDoAndNoOtherHas() {
        // Given
        var sections = List.of(Monitoring.text(RUNBOOK).split("\n### ", -1));
        var alerts = sections.subList(1, sections.size());
        // Then
        assertThat(alerts)
                .extracting(it -> it.lines().findFirst().orElse(""))
                .containsExactlyElementsOf(Monitoring.alerts());
        assertThat(alerts).allSatisfy(it -> assertThat(it).contains(PARTS));
    }

    @Test
    void everyAlertLinksToItsSection() {
        assertThat(Monitoring.rules().filter(it -> it.containsKey("alert")))
                .allSatisfy(
                        it ->
                                assertThat(annotation(it, "runbook_url"))
                                        .endsWith(
                                                "#"
                                                        + it.getString("alert")
                                                                .toLowerCase(Locale.ROOT)));
    }

    private static String annotation(JsonObject alert, String name) {
        return Manifest.object(alert, "annotations").getString(name, "");
    }

    @Test
    void everyAlertIsSeenToFireInATestAndToKeepSilent() {
        // Given
        Set<String> fired =
                expectations()
                        .filter(it -> !it.getJsonArray("exp_alerts").isEmpty())
                        .map(it -> it.getString("alertname"))
                        .collect(Collectors.toSet());
        // Then
        assertThat(fired).containsExactlyInAnyOrderElementsOf(Monitoring.alerts());
        // Those that fire for "bad" have a series of "good" beside them; the one that fires when
        // nothing is there has a test of its own.
        assertThat(tests())
                .filteredOn(it -> !it.encode().contains("TidegateAbsent"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(series(it)).contains("namespace=\"good\""));
        assertThat(expectations().filter(it -> it.getJsonArray("exp_alerts").isEmpty()))
                .extracting(it -> it.getString("alertname"))
                .containsExactly("TidegateAbsent");
    }

    private static String series(JsonObject test) {
        return Manifest.list(test, "input_series")
                .map(it -> it.getString("series"))
                .collect(Collectors.joining("\n"));
    }

    private static List<JsonObject> tests() {
        return Monitoring.files("tests").stream()
                .flatMap(it -> Manifest.list(Manifest.read(it).get(0).content(), "tests"))
                .toList();
    }

    private static Stream<JsonObject> expectations() {
        return tests().stream().flatMap(it -> Manifest.list(it, "alert_rule_test"));
    }

    /** In no order promtool takes any, and an alert may miss what is recorded in its step. */
    @Test
    void everyTestTellsTheOrderOfAllGroups() {
        // Given
        var recordedFirst =
                Stream.of("recording.yaml", "slo.yaml", "alerts.yaml")
                        .map(it -> Manifest.read(Monitoring.ROOT.resolve("rules").resolve(it)))
                        .flatMap(it -> Manifest.list(it.get(0).content(), "groups"))
                        .map(it -> it.getString("name"))
                        .toList();
        // Then
        assertThat(Monitoring.files("tests"))
                .extracting(it -> Manifest.read(it).get(0).content())
                .extracting(it -> it.getJsonArray("group_eval_order"))
                .allMatch(new JsonArray(recordedFirst)::equals);
    }

    @Test
    void everyRecordedSeriesIsAskedFor() {
        // When
        Set<String> asked = new HashSet<>();
        Monitoring.queries().values().forEach(it -> asked.addAll(it.metrics()));
        // Then
        assertThat(asked).containsAll(Monitoring.recorded());
    }

    /** A meter that nobody looks at is found out here, and so is one that was forgotten. */
    @Test
    void everyMeterIsAskedForByADashboardOrAnAlert() throws IOException {
        // Given
        var meters = new Properties();
        try (var reader = Files.newBufferedReader(METERS)) {
            meters.load(reader);
        }
        // When
        Set<String> asked = new HashSet<>();
        Monitoring.queries().values().forEach(it -> asked.addAll(it.metrics()));
        // Then
        assertThat(meters.stringPropertyNames())
                .isNotEmpty()
                .allMatch(meter -> asked.stream().anyMatch(exported(meter)));
    }

    /** The names under which a meter is exported. */
    private static Predicate<String> exported(String meter) {
        String name = meter.replace('.', '_');
        return Pattern.compile(name + "(_seconds|_bytes)?(_total|_bucket|_count|_sum|_max)?")
                .asMatchPredicate();
    }

    /** After a change of the rules: {@code mvn test -Dtest=RulesTest -Dtidegate.write=true}. */
    @Test
    void theOperatorReadsTheSameRules() throws IOException {
        // When
        String rules =
                """
                # The files of rules/ in the form that the Prometheus operator reads. After a change:
                # mvn test -Dtest=RulesTest -Dtidegate.write=true
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata:
                  name: tidegate
                  labels:
                    app.kubernetes.io/name: tidegate
                spec:
                  groups:
                """
                        + Monitoring.files("rules").stream()
                                .map(RulesTest::groups)
                                .collect(Collectors.joining());
        if (Boolean.getBoolean("tidegate.write")) {
            Files.writeString(OPERATORS_FORM, rules);
        }
        // Then
        assertThat(OPERATORS_FORM)
                .as("run again with -Dtidegate.write=true and commit the change")
                .hasContent(rules);
    }

    private static String groups(Path file) {
        return Monitoring.text(file)
                .lines()
                .dropWhile(it -> !it.equals("groups:"))
                .skip(1)
                .map(it -> it.isEmpty() ? "\n" : "  " + it + "\n")
                .collect(Collectors.joining());
    }
}
