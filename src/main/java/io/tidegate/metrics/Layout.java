package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusTimer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * A page of a registry's meters with everything rendered but the values and examples. The library
 * renders every name and label anew for every scrape, which takes most of its time.
 */
final class Layout {

    private static final String END = "# EOF\n";
    private static final String TOTAL = "_total";

    private final PrometheusMeterRegistry registry;
    private final PageFormat format;
    private final Examples examples;

    private final NamingConvention convention;

    /**
     * What the convention makes of names and keys: it takes its time, and there are few of them.
     */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, String> keys = new HashMap<>();

    /** By their names. */
    private final Map<String, Family> families = new TreeMap<>();

    /** The families of kinds that we have none of, which the library writes. */
    private final Set<String> others = new TreeSet<>();

    /** So that the page is not copied while it grows. */
    private final AtomicInteger length = new AtomicInteger(1 << 14);

    /**
     * Everything of one name.
     *
     * @param heading the lines before its samples
     * @param samples by their labels
     */
    private record Family(String heading, Map<String, Samples> samples) {

        private void write(StringBuilder page) {
            page.append(heading);
            samples.values().forEach(it -> it.write(page));
        }
    }

    private Layout(PrometheusMeterRegistry registry, PageFormat format, Examples examples) {
        this.registry = registry;
        this.format = format;
        this.examples = examples;
        convention = registry.config().namingConvention();
    }

    /** The layout of the meters that there are now. */
    static Layout of(PrometheusMeterRegistry registry, PageFormat format, Examples examples) {
        var layout = new Layout(registry, format, examples);
        registry.getMeters().forEach(layout::add);
        return layout;
    }

    private void add(Meter meter) {
        if (meter instanceof PrometheusTimer timer) {
            add(timer);
        } else if (meter instanceof Gauge gauge) {
            addGauge(meter.getId(), nameOf(meter), gauge::value);
        } else if (meter instanceof Counter counter) {
            addCounter(meter, counter::count);
        } else if (meter instanceof FunctionCounter counter) {
            addCounter(meter, counter::count);
        } else {
            others.add(nameOf(meter));
        }
    }

    private void add(PrometheusTimer timer) {
        var id = timer.getId();
        String name = nameOf(timer);
        String labels = labelsOf(id);
        if (timer.histogramCounts().length > 0) {
            put(
                    id,
                    name,
                    "histogram",
                    labels,
                    Samples.ofHistogram(name, labels, timer, examplesOf(timer)));
        } else {
            put(id, name, "summary", labels, Samples.ofSummary(name, labels, timer));
        }
        addGauge(id, name + "_max", () -> timer.max(TimeUnit.SECONDS));
    }

    /** The older format has no place for them. */
    private TimerExamples examplesOf(PrometheusTimer timer) {
        return format == PageFormat.OPEN_METRICS
                ? examples.find(timer.getId())
                : TimerExamples.NONE;
    }

    private void addCounter(Meter counter, DoubleSupplier value) {
        String name = withoutSuffix(nameOf(counter));
        String labels = labelsOf(counter.getId());
        var samples = Samples.of(name + TOTAL, labels, value);
        put(counter.getId(), name, PageFormat.COUNTER, labels, samples);
    }

    private static String withoutSuffix(String name) {
        return name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
    }

    private void addGauge(Meter.Id id, String name, DoubleSupplier value) {
        String labels = labelsOf(id);
        put(id, name, "gauge", labels, Samples.of(name, labels, value));
    }

    private void put(Meter.Id id, String name, String type, String labels, Samples samples) {
        String help = id.getDescription() == null ? "" : id.getDescription();
        families.computeIfAbsent(
                        name, it -> new Family(format.heading(it, type, help), new TreeMap<>()))
                .samples()
                .put(labels, samples);
    }

    private String nameOf(Meter meter) {
        var id = meter.getId();
        return names.computeIfAbsent(id.getName(), it -> id.getConventionName(convention));
    }

    private String labelsOf(Meter.Id id) {
        var labels = new StringBuilder();
        for (Tag tag : id.getTagsAsIterable()) {
            labels.append(labels.isEmpty() ? "" : ",")
                    .append(keys.computeIfAbsent(tag.getKey(), convention::tagKey))
                    .append("=\"")
                    .append(PageFormat.escaped(convention.tagValue(tag.getValue())))
                    .append('"');
        }
        return labels.toString();
    }

    /** The page as it is now. */
    String write() {
        var page = new StringBuilder(length.get() + (length.get() >> 4));
        families.values().forEach(it -> it.write(page));
        if (!others.isEmpty()) {
            String rest = registry.scrape(format.contentType(), others);
            page.append(rest, 0, rest.endsWith(END) ? rest.length() - END.length() : rest.length());
        }
        if (format == PageFormat.OPEN_METRICS) {
            page.append(END);
        }
        length.set(page.length());
        return page.toString();
    }
}
