package io.tidegate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.event.Headers;
import io.tidegate.event.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our page says what the library's page says, line by line. */
class ExpositionTest {

    private static final String OPEN_METRICS =
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @ParameterizedTest
    @EnumSource(PageFormat.class)
    void everyMeterIsWrittenAsTheLibraryWritesIt(PageFormat format) {
        // Given
        var metrics = EveryMeter.of(registry);
        measure(metrics.source("shop"), metrics.destination("ci"), new Random(7));
        measure(metrics.source("another"), metrics.destination("lake"), new Random(8));
        Timer.builder("plain.timer").register(registry).record(Duration.ofMillis(1_234));
        // When
        var page = new Exposition(registry, Examples.none()).page(format.contentType());
        // Then
        assertThat(page.contentType()).isEqualTo(format.contentType());
        assertThat(lines(page.text()))
                .containsExactlyInAnyOrderElementsOf(lines(registry.scrape(format.contentType())));
    }

    private static void measure(SourceMeters source, DestinationMeters destination, Random random) {
        for (int i = 0; i < 100; i++) {
            source.accepted(TimeUnit.MICROSECONDS.toNanos(random.nextInt(4_000_000)));
            destination.delivered(Duration.ofMillis(random.nextInt(5_000_000)), Headers.none());
        }
        source.rejected(Rejection.STALE);
    }

    /** The registry tells of a meter a moment before it has it. */
    @Test
    void meterThatComesWhileAPageIsWrittenIsOnLaterPages() {
        // Given
        var exposition = new Exposition(registry, Examples.none());
        registry.config().onMeterAdded(meter -> exposition.page(""));
        // When
        registry.counter("late").increment();
        // Then
        assertThat(exposition.page("").text()).contains("late_total 1.0");
    }

    @Test
    void valuesThatAreNoWholeNumbersAreWrittenToo() {
        // Given
        double[] values = {0, -1, 0.1, 1e6, 1e7, 1e-7, 12345678.9, 1e300, Double.NaN};
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            Gauge.builder("gauge", () -> value)
                    .tag("i", "" + i)
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("up", () -> Double.POSITIVE_INFINITY)
                .strongReference(true)
                .register(registry);
        Gauge.builder("down", () -> Double.NEGATIVE_INFINITY)
                .strongReference(true)
                .register(registry);
        // Then
        assertThat(lines(page(""))).containsExactlyInAnyOrderElementsOf(lines(registry.scrape()));
    }

    @ParameterizedTest
    @EnumSource(PageFormat.class)
    void textThatWouldEndAQuoteOrALineIsEscaped(PageFormat format) {
        // Given
        Counter.builder("odd")
                .tag("text", "a \"quote\", a \\ and\na line")
                .description("a \"quote\", a \\ and\na line")
                .register(registry)
                .increment();
        // Then
        assertThat(page(format.contentType())).isEqualTo(registry.scrape(format.contentType()));
    }

    @Test
    void kindsThatWeHaveNoneOfAreLeftToTheLibrary() {
        // Given
        LongTaskTimer.builder("long").register(registry).start();
        DistributionSummary.builder("sizes").register(registry).record(3);
        Counter.builder("count").register(registry).increment();
        // Then
        assertThat(lines(page(OPEN_METRICS)))
                .contains("sizes_sum 3.0", "long_seconds_count 1", "count_total 1.0")
                .endsWith("# EOF")
                .containsOnlyOnce("# EOF");
        assertThat(lines(page(""))).contains("sizes_sum 3.0").doesNotContain("# EOF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OPEN_METRICS})
    void metersThatComeOrGoAreOnTheNextPage(String accept) {
        // Given
        var exposition = new Exposition(registry, Examples.none());
        assertThat(exposition.page(accept).text()).doesNotContain("news");
        // When
        var news = Counter.builder("news").register(registry);
        news.increment();
        // Then
        assertThat(exposition.page(accept).text()).contains("news_total 1.0\n");
        news.increment();
        assertThat(exposition.page(accept).text()).contains("news_total 2.0\n");
        registry.remove(news);
        assertThat(exposition.page(accept).text()).doesNotContain("news");
    }

    private String page(String accept) {
        return new Exposition(registry, Examples.none()).page(accept).text();
    }

    /** The library has a line of help even where there is none to give. */
    private static List<String> lines(String page) {
        return page.lines().filter(it -> !it.endsWith("  ")).toList();
    }
}
