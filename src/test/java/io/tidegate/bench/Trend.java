package io.tidegate.bench;

import java.util.List;
import java.util.Locale;

/**
 * What became of one gauge in the last two thirds of a run.
 *
 * @param gauge which it is
 * @param mean its average
 * @param most its highest value
 * @param added how much the straight line that fits best has risen from beginning to end
 */
record Trend(Gauge gauge, double mean, double most, double added) {

    /** A value at a moment of the run, in seconds. */
    record Point(double seconds, double value) {}

    /** The trend of at least two points. */
    static Trend of(Gauge gauge, List<Point> points) {
        double end = points.get(points.size() - 1).seconds();
        var last = points.stream().filter(it -> it.seconds() >= end / 3).toList();
        double middle = last.stream().mapToDouble(Point::seconds).average().orElse(0);
        double mean = last.stream().mapToDouble(Point::value).average().orElse(0);
        double square = 0;
        double product = 0;
        for (Point point : last) {
            double away = point.seconds() - middle;
            square += away * away;
            product += away * (point.value() - mean);
        }
        double most = last.stream().mapToDouble(Point::value).max().orElse(0);
        double span = end - last.get(0).seconds();
        return new Trend(gauge, mean, most, square == 0 ? 0 : product / square * span);
    }

    boolean isFlat() {
        return added <= gauge.bound(mean);
    }

    /** A row of a table in Markdown. */
    String row() {
        double bound = gauge.bound(mean);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %+.2f | %s | %s |",
                gauge.label(),
                gauge.text(mean),
                gauge.text(most),
                added,
                bound < Double.POSITIVE_INFINITY ? "%.2f".formatted(bound) : "none",
                isFlat() ? "flat" : "**grows**");
    }
}
