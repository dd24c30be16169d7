package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.operators.ComparisonOperator;
import net.thisptr.jackson.jq.internal.operators.DivideOperator;
import net.thisptr.jackson.jq.internal.operators.MinusOperator;
import net.thisptr.jackson.jq.internal.operators.PlusOperator;

/**
 * An operator between two values that takes steps for what it does in one go.
 *
 * @param operator what is metered
 */
record MeteredOperator(BinaryOperator operator) implements BinaryOperator {

    /** A difference sorts one array, and looks up each value of the other. */
    private static final long MORE_COMPARISONS = 7;

    @Override
    public JsonNode apply(ObjectMapper mapper, JsonNode left, JsonNode right)
            throws JsonQueryException {
        take(Meter.current(), left, right);
        return operator.apply(mapper, left, right);
    }

    private void take(Meter meter, JsonNode left, JsonNode right) {
        boolean isDeep = left.isContainerNode() && right.isContainerNode();
        if (operator instanceof PlusOperator && isDeep) {
            meter.takeShallow(left);
            meter.takeShallow(right);
        } else if (operator instanceof ComparisonOperator && !isDeep) {
            meter.take(1 + length(left) + length(right));
        } else if (operator instanceof DivideOperator && left.isTextual()) {
            // It splits a text, and makes something new of each piece.
            meter.take(left.textValue().length());
            meter.takeDeep(right);
        } else if (operator instanceof MinusOperator && isDeep) {
            meter.take(MORE_COMPARISONS * (meter.takeDeep(left) + meter.takeDeep(right)));
        } else {
            // Deep comparisons, and what does not fit and is written into a message.
            meter.takeDeep(left);
            meter.takeDeep(right);
        }
    }

    private static long length(JsonNode value) {
        return value.isTextual() ? Meter.shallow(value) - 1 : 0;
    }

    @Override
    public String image() {
        return operator.image();
    }
}
