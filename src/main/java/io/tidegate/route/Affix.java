package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Optional;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;

/**
 * How a text has to begin or to end, as in {@code .type | startswith("invoice.")}.
 *
 * @param isPrefix whether it is the beginning
 * @param text what it has to be
 */
record Affix(boolean isPrefix, String text) {

    /**
     * Reads a call of {@code startswith} or {@code endswith} with a constant; empty if it is none.
     */
    static Optional<Affix> of(Expression part) {
        if (part instanceof FunctionCall
                && Syntax.get(part, "args") instanceof List<?> arguments
                && arguments.size() == 1
                && arguments.get(0) instanceof ValueLiteral literal
                && literal.value().isTextual()) {
            String text = literal.value().textValue();
            return switch (String.valueOf(Syntax.get(part, "name"))) {
                case "startswith" -> Optional.of(new Affix(true, text));
                case "endswith" -> Optional.of(new Affix(false, text));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** Whether jq would not fail with this value, but say yes or no. */
    static boolean canJudge(JsonNode value) {
        return value.getNodeType() == JsonNodeType.STRING;
    }

    /** Whether a text is so. */
    boolean holds(JsonNode value) {
        String whole = value.textValue();
        return isPrefix ? whole.startsWith(text) : whole.endsWith(text);
    }
}
