package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says of our files; where promtool is not installed this is skipped. */
class PromtoolIT {

    @Test
    void theRulesAreRules() {
        // When
        var result = promtool("check", "rules", Monitoring.files("rules"));
        // Then
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void everyAlertFiresWhenItShouldAndOnlyThen() {
        // When
        var result = promtool("test", "rules", Monitoring.files("tests"));
        // Then
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void everyQueryOfADashboardIsPromql(@TempDir Path folder) throws IOException {
        // Given each query as the rule that would record it
        var rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
        var number = new AtomicInteger();
        Monitoring.queries()
                .values()
                .forEach(
                        it ->
                                rules.append("      - record: panel:")
                                        .append(number.incrementAndGet())
                                        .append("\n        expr: |-\n          ")
                                        .append(it.text().replace("\n", "\n          "))
                                        .append('\n'));
        Path file = Files.writeString(folder.resolve("panels.yaml"), rules);
        // When
        var result = promtool("check", "rules", List.of(file));
        // Then
        assertThat(number.get()).isGreaterThan(100);
        assertThat(result.exit()).as(result.output()).isZero();
    }

    private static Tool.Result promtool(String verb, String noun, List<Path> files) {
        var arguments =
                new ArrayList<>(
                        Stream.concat(Stream.of(verb, noun), files.stream().map(Path::toString))
                                .toList());
        return Tool.orSkip("promtool").run(arguments);
    }
}
