package io.tidegate.verify.scheme;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be found in a request for a rule to apply to it. */
public final class Condition {

    /** Stands for any text but none, in place of the one that is expected. */
    public static final String ANYTHING = "*";

    /** Stands for no text at all, in place of the one that is expected. */
    public static final String NOTHING = "!";

    /** Always met. */
    public static final Condition ALWAYS = new Condition(Map.of());

    private final List<Map.Entry<Value, String>> texts;
    private final boolean readsSecret;

    /**
     * A condition.
     *
     * @param texts what is expected, by where it is
     */
    public Condition(Map<Value, String> texts) {
        this.texts = List.copyOf(texts.entrySet());
        readsSecret = texts.keySet().stream().anyMatch(Value::readsSecret);
    }

    /** Whether it may be met with one secret and not with another. */
    public boolean readsSecret() {
        return readsSecret;
    }

    /** Whether everything expected is there. */
    public boolean isMet(Evidence evidence) {
        for (var text : texts) {
            if (!isMet(text.getKey(), text.getValue(), evidence)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMet(Value where, String expected, Evidence evidence) {
        Optional<String> text = where.in(evidence);
        return switch (expected) {
            case ANYTHING -> text.filter(it -> !it.isEmpty()).isPresent();
            // A header that is there and empty was put there: it must not open a weaker way.
            case NOTHING ->
                    text.filter(it -> !it.isEmpty() || !where.headers().isEmpty()).isEmpty();
            default -> text.filter(expected::equals).isPresent();
        };
    }
}
