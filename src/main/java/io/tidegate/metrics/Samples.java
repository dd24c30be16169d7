package io.tidegate.metrics;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.prometheusmetrics.PrometheusTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Lines of a page whose names and labels are rendered already, and whose values are read when it is
 * written.
 */
interface Samples {

    /** For times, which are written in seconds. */
    long MILLIS_PER_SECOND = 1_000;

    /** Appends the lines, each with its end. */
    void write(StringBuilder page);

    /** One line. */
    static Samples of(String name, String labels, DoubleSupplier value) {
        String head = name + braced(labels) + " ";
        return page -> line(page, head, value.getAsDouble());
    }

    /** The lines of a timer that has no buckets. */
    static Samples ofSummary(String name, String labels, PrometheusTimer timer) {
        String count = name + "_count" + braced(labels) + " ";
        var sum = of(name + "_sum", labels, () -> timer.totalTime(TimeUnit.SECONDS));
        return page -> {
            line(page, count, timer.count());
            sum.write(page);
        };
    }

    /** The lines of a timer with its buckets, of which one is for everything, and its examples. */
    static Samples ofHistogram(
            String name, String labels, PrometheusTimer timer, TimerExamples examples) {
        String prefix = name + "_bucket{" + (labels.isEmpty() ? "" : labels + ",") + "le=\"";
        List<String> heads = new ArrayList<>();
        for (CountAtBucket bucket : timer.histogramCounts()) {
            heads.add(prefix + bucket.bucket(TimeUnit.SECONDS) + "\"} ");
        }
        String all = prefix + "+Inf\"} ";
        String count = name + "_count" + braced(labels) + " ";
        var sum = of(name + "_sum", labels, () -> timer.totalTime(TimeUnit.SECONDS));
        return page -> {
            CountAtBucket[] counts = timer.histogramCounts();
            // What is measured meanwhile may be in a bucket already and not yet in the count.
            long total = timer.count();
            for (int i = 0; i < counts.length; i++) {
                long within = (long) counts[i].count();
                total = Math.max(total, within);
                page.append(heads.get(i)).append(within);
                example(page, examples, i);
            }
            page.append(all).append(total);
            example(page, examples, counts.length);
            line(page, count, total);
            sum.write(page);
        };
    }

    /** Ends the line of a bucket. */
    private static void example(StringBuilder page, TimerExamples examples, int bucket) {
        examples.latest(bucket).ifPresent(it -> example(page, it));
        page.append('\n');
    }

    private static void example(StringBuilder page, TimerExamples.Example example) {
        page.append(" # {span_id=\"")
                .append(example.place().spanId())
                .append("\",trace_id=\"")
                .append(example.place().traceId())
                .append("\"} ")
                .append(example.seconds())
                .append(' ')
                .append(example.epochMillis() / MILLIS_PER_SECOND)
                .append('.')
                .append(
                        String.valueOf(
                                example.epochMillis() % MILLIS_PER_SECOND + MILLIS_PER_SECOND),
                        1,
                        4);
    }

    private static String braced(String labels) {
        return labels.isEmpty() ? "" : "{" + labels + "}";
    }

    private static void line(StringBuilder page, String head, long value) {
        page.append(head).append(value).append('\n');
    }

    private static void line(StringBuilder page, String head, double value) {
        page.append(head);
        long whole = (long) value;
        if (value == whole && Math.abs(whole) < 10_000_000) {
            // Most values are whole, and this is far cheaper than writing any double.
            page.append(whole).append(".0");
        } else if (Double.isInfinite(value)) {
            page.append(value > 0 ? "+Inf" : "-Inf");
        } else {
            page.append(value);
        }
        page.append('\n');
    }
}
