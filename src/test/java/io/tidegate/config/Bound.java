package io.tidegate.config;

import java.util.List;
import java.util.Optional;

/**
 * What the binder makes of a text, for tests.
 *
 * @param value the record, if one could be made
 * @param findings what came to light
 */
record Bound<T>(Optional<T> value, Findings findings) {

    /** Binds the lines of a file called {@code f.yaml}, without interpolation. */
    static <T extends Record> Bound<T> of(Class<T> type, String... lines) {
        return of(type, Interpolation.NONE, lines);
    }

    /** Binds the lines of a file called {@code f.yaml}. */
    static <T extends Record> Bound<T> of(
            Class<T> type, Interpolation interpolation, String... lines) {
        var findings = new Findings("f.yaml");
        var root = YamlText.parse("f.yaml", String.join("\n", lines));
        return new Bound<>(new RecordBinder(findings, interpolation).bind(type, root), findings);
    }

    /** The problems as a person sees them. */
    List<String> problems() {
        return findings.problems().stream().map(Problem::toString).toList();
    }
}
