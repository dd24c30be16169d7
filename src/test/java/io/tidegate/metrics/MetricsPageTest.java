package io.tidegate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all meters has a row for each, made of the meter and its meaning. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("src/docs/metrics.md");
    private static final Path MEANINGS =
            Path.of("src/main/resources/io/tidegate/metrics/meters.properties");
    private static final Pattern MEANING = Pattern.compile("(tidegate\\.[a-z.]+) = (.+)");
    private static final String HEADING = "| meter | kind | tags | meaning |\n|---|---|---|---|\n";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /**
     * After a new meter or meaning: {@code mvn test -Dtest=MetricsPageTest -Dtidegate.write=true}.
     */
    @Test
    void everyMeterHasARowThatSaysItsKindTagsAndMeaning() throws IOException {
        // When
        String page = Files.readString(PAGE);
        int start = page.indexOf(HEADING) + HEADING.length();
        String made =
                page.substring(0, start) + rows() + page.substring(page.indexOf("\n\n", start));
        if (Boolean.getBoolean("tidegate.write")) {
            Files.writeString(PAGE, made);
        }
        // Then
        assertThat(PAGE)
                .as("run again with -Dtidegate.write=true and commit the change")
                .hasContent(made);
    }

    @Test
    void everyMeterHasAMeaningAndEveryMeaningAMeter() throws IOException {
        assertThat(meanings()).containsOnlyKeys(meters().keySet());
    }

    @Test
    void aScrapeSaysWhatMetersMeanWithoutTheMarksOfThePage() {
        // Given
        EveryMeter.of(registry);
        // Then
        assertThat(registry.scrape())
                .contains(
                        "# HELP tidegate_held_bytes memory that they take, of store.hold.bytes\n",
                        "# HELP tidegate_deliveries_keyless_total deliveries that have to keep an"
                                + " order and have no key\n");
    }

    private String rows() throws IOException {
        var meters = meters();
        return meanings().entrySet().stream()
                .flatMap(it -> rowOf(Optional.ofNullable(meters.get(it.getKey())), it.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> rowOf(Optional<Meter.Id> meter, String meaning) {
        return meter.map(it -> row(it, meaning)).stream();
    }

    private static String row(Meter.Id id, String meaning) {
        String unit = id.getBaseUnit();
        boolean isPlain = unit == null || id.getType() != Meter.Type.GAUGE;
        String tags = id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(", "));
        return "| `%s` | %s | %s| %s |"
                .formatted(
                        id.getName(),
                        id.getType().name().toLowerCase(Locale.ROOT) + (isPlain ? "" : ", " + unit),
                        tags.isEmpty() ? "" : tags + " ",
                        meaning);
    }

    private Map<String, Meter.Id> meters() {
        EveryMeter.of(registry);
        var meters = new TreeMap<String, Meter.Id>();
        registry.getMeters().forEach(it -> meters.put(it.getId().getName(), it.getId()));
        return meters;
    }

    /** In the order of the file. */
    private static Map<String, String> meanings() throws IOException {
        List<String> lines = Files.readAllLines(MEANINGS);
        var meanings = new LinkedHashMap<String, String>();
        lines.stream()
                .map(MEANING::matcher)
                .filter(it -> it.matches())
                .forEach(it -> meanings.put(it.group(1), it.group(2)));
        return meanings;
    }
}
