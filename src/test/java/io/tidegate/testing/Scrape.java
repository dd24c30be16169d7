package io.tidegate.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What {@code /metrics} said at one moment: the value of every series by its name and labels. */
public final class Scrape {

    private static final Pattern SAMPLE =
            Pattern.compile("^([a-z_0-9]+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);

    private final Map<String, Double> values = new TreeMap<>();

    /** Reads the text format. */
    public Scrape(String text) {
        SAMPLE.matcher(text)
                .results()
                .forEach(
                        it ->
                                values.put(
                                        it.group(1)
                                                + "{"
                                                + (it.group(2) == null ? "" : it.group(2))
                                                + "}",
                                        Double.parseDouble(it.group(3))));
    }

    /** The series that there are, as {@code name{label="value"}}. */
    public Set<String> series() {
        return new TreeSet<>(values.keySet());
    }

    /** The sum of a metric's series that carry all of these labels, each {@code name="value"}. */
    public double sum(String metric, String... labels) {
        return values.entrySet().stream()
                .filter(it -> it.getKey().startsWith(metric + "{"))
                .filter(it -> Set.of(labels).stream().allMatch(it.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
