package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Settings;
import io.tidegate.verify.value.Value;
import io.tidegate.verify.value.ValueSyntax;
import java.util.Map;
import java.util.Optional;

/** The language with the odd functions in it, for their tests. */
final class OddValues {

    private OddValues() {}

    static Value value(String text) {
        return value(text, Map.of());
    }

    static Value value(String text, Map<String, String> settings) {
        return new ValueSyntax(new Settings(settings, ""), Oddities.FUNCTIONS).value(text);
    }

    static Optional<String> in(Evidence evidence, String text) {
        return value(text).in(evidence);
    }
}
