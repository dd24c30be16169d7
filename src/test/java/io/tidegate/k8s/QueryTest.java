package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What expressions name. */
class QueryTest {

    @Test
    void metricsAreToldFromFunctionsLabelsAndWords() {
        // When
        var query =
                new Query(
                        "histogram_quantile(0.99, sum by (le, source) (rate(a_bucket{x=\"b\"}[5m])))"
                                + " / (n:a:rate1h > 14.4 * 0.001)\nand on (job) c offset 1w or"
                                + " max(d_total) == 0");
        // Then
        assertThat(query.metrics()).containsExactly("a_bucket", "c", "d_total", "n:a:rate1h");
    }

    @Test
    void conditionsAreFoundWithTheirValues() {
        assertThat(
                        Query.ofPanel("rate(a{n=~\"$namespace\",o=\"x|y\"}[$__rate_interval])")
                                .conditions())
                .containsExactly(
                        new Query.Condition("a", "n", Set.of()),
                        new Query.Condition("a", "o", Set.of("x", "y")));
    }
}
