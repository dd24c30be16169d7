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

    /** The lines of a timer with its buckets, of which one is for everything. */
    static Samples ofHistogram(String name, String labels, PrometheusTimer timer) {
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
                line(page, heads.get(i), within);
            }
            line(page, all, total);
            line(page, count, total);
            sum.write(page);
        };
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
