package io.tidegate.k8s;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PromQL expression, read for what it names and no further.
 *
 * @param text the expression, without variables of Grafana
 */
record Query(String text) {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern METRIC =
            Pattern.compile("(?<![0-9.])\\b" + NAME + "(?!\\w|\\s*\\()");
    private static final Pattern SELECTOR = Pattern.compile("(" + NAME + ")\\{([^}]*)}");
    private static final Pattern MATCHER =
            Pattern.compile("(" + NAME + ")\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

    /** An expression of a dashboard, whose variables are replaced by something of their kind. */
    static Query ofPanel(String text) {
        return new Query(text.replace("$__rate_interval", "5m").replaceAll("\\$[a-z]+", ".*"));
    }

    /**
     * A condition on a label.
     *
     * @param metric the metric that is selected
     * @param label the label
     * @param values the values that are asked for; none if any will do
     */
    record Condition(String metric, String label, Set<String> values) {}

    /** The names of all metrics and recorded series that it asks for. */
    Set<String> metrics() {
        String bare =
                GROUPING.matcher(text.replaceAll("\\{[^}]*}", ""))
                        .replaceAll("")
                        .replaceAll("\\[[^]]*]", "")
                        .replaceAll("offset \\w+", "");
        return METRIC.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(it -> !WORDS.contains(it))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every condition of every selector. */
    Stream<Condition> conditions() {
        return SELECTOR.matcher(text)
                .results()
                .flatMap(
                        selector ->
                                MATCHER.matcher(selector.group(2))
                                        .results()
                                        .map(it -> condition(selector.group(1), it)));
    }

    private static Condition condition(String metric, MatchResult matcher) {
        String values = matcher.group(2);
        return new Condition(
                metric,
                matcher.group(1),
                values.equals(".*") ? Set.of() : Set.of(values.split("\\|", -1)));
    }
}
