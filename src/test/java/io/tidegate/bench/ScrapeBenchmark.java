package io.tidegate.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.event.Headers;
import io.tidegate.event.Refusal;
import io.tidegate.event.Rejection;
import io.tidegate.metrics.Examples;
import io.tidegate.metrics.Exposition;
import io.tidegate.metrics.GatewayMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What one scrape costs, by the number of sources; with a tenth as many destinations and routes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScrapeBenchmark {

    /** How many sources are configured. */
    @Param({"10", "1000"})
    public int sources;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final Exposition exposition = new Exposition(registry, Examples.none());

    /** Makes every meter and counts something in each. */
    @Setup
    public void count() {
        var metrics = new GatewayMetrics(registry);
        metrics.door().watch(() -> 1, () -> 2, () -> 3);
        metrics.process();
        metrics.store().holds(1, 2, 3, Duration.ofSeconds(4));
        for (int i = 0; i < sources; i++) {
            var source = metrics.source("source-" + i);
            source.accepted(TimeUnit.MILLISECONDS.toNanos(i));
            source.rejected(Rejection.WRONG_SIGNATURE);
            source.refused(Refusal.TOO_LARGE);
        }
        for (int i = 0; i < sources / 10; i++) {
            var destination = metrics.destination("destination-" + i);
            destination.delivered(Duration.ofMillis(i), Headers.none());
            destination.failed();
            metrics.store().backlog("destination-" + i).holds(1, 2, 3, false);
            metrics.route("route-" + i).match();
        }
    }

    /** The whole page. */
    @Benchmark
    public Exposition.Page page() {
        return exposition.page("");
    }

    /** The same page as the library writes it. */
    @Benchmark
    public String library() {
        return registry.scrape();
    }

    /** The first page, and the first after sources came or went. */
    @Benchmark
    public Exposition.Page firstPage() {
        return new Exposition(registry, Examples.none()).page("");
    }

    /** Runs the benchmark; arguments are those of the harness. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(arguments))
                                .include(ScrapeBenchmark.class.getName())
                                .build())
                .run();
    }
}
