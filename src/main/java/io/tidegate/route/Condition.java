package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.IsolatedScopeQuery;
import net.thisptr.jackson.jq.internal.tree.PipedQuery;
import net.thisptr.jackson.jq.internal.tree.TransformPipeComponent;
import net.thisptr.jackson.jq.internal.tree.binaryop.BooleanAndExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.BooleanOrExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.comparison.CompareEqualTest;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;

/**
 * Something that a filter demands before it looks at anything else: that a value of the event is
 * one of a few constants, as in {@code .type == "push" or .type == "tag"}, or that it begins or
 * ends with one of a few texts.
 *
 * @param text the value, as the program writes it; the same text means the same value
 * @param question the program of the value
 * @param answers the constants, as {@link Constant}s
 * @param affixes the beginnings and ends; a value that is no text makes the filter fail if there
 *     are any
 */
record Condition(String text, Jq question, Set<Object> answers, Set<Affix> affixes) {

    Condition {
        answers = Set.copyOf(answers);
        affixes = Set.copyOf(affixes);
    }

    /**
     * What a filter demands, one after the other, as far as it can be told. The filter holds only
     * if all of these hold, and it fails if one cannot be evaluated while those before it hold:
     * just so the library evaluates it, from left to right and no further than it must.
     */
    static List<Condition> of(Jq filter) {
        var conditions = new ArrayList<Condition>();
        collect(filter.program(), conditions);
        return List.copyOf(conditions);
    }

    /** Adds what is demanded; false if more is demanded than could be told. */
    private static boolean collect(Expression part, List<Condition> conditions) {
        Expression inner = unwrap(part);
        if (inner instanceof BooleanAndExpression) {
            return collect(operand(inner, "lhs"), conditions)
                    && collect(operand(inner, "rhs"), conditions);
        }
        Optional<Condition> test = test(inner);
        test.ifPresent(conditions::add);
        return test.isPresent();
    }

    /** Brackets leave traces in the tree. */
    private static Expression unwrap(Expression part) {
        if (part instanceof IsolatedScopeQuery) {
            return unwrap(operand(part, "q"));
        }
        if (part instanceof PipedQuery
                && Syntax.get(part, "components") instanceof List<?> pipe
                && pipe.size() == 1
                && pipe.get(0) instanceof TransformPipeComponent only) {
            return unwrap(only.expr);
        }
        return part;
    }

    private static Optional<Condition> test(Expression part) {
        Expression inner = unwrap(part);
        if (inner instanceof CompareEqualTest) {
            Expression left = unwrap(operand(inner, "lhs"));
            Expression right = unwrap(operand(inner, "rhs"));
            return left instanceof ValueLiteral literal
                    ? equality(right, literal)
                    : right instanceof ValueLiteral literal
                            ? equality(left, literal)
                            : Optional.empty();
        }
        if (inner instanceof BooleanOrExpression) {
            return test(operand(inner, "lhs"))
                    .flatMap(it -> test(operand(inner, "rhs")).flatMap(it::or));
        }
        return inner instanceof PipedQuery ? affix(inner) : Optional.empty();
    }

    private static Optional<Condition> equality(Expression value, ValueLiteral literal) {
        return Constant.of(literal.value())
                .map(it -> new Condition(value.toString(), Jq.part(value), Set.of(it), Set.of()));
    }

    private static Optional<Condition> affix(Expression pipe) {
        return Syntax.get(pipe, "components") instanceof List<?> parts
                        && parts.size() == 2
                        && parts.get(0) instanceof TransformPipeComponent value
                        && parts.get(1) instanceof TransformPipeComponent call
                ? Affix.of(call.expr).map(it -> affix(unwrap(value.expr), it))
                : Optional.empty();
    }

    private static Condition affix(Expression value, Affix affix) {
        return new Condition(value.toString(), Jq.part(value), Set.of(), Set.of(affix));
    }

    private Optional<Condition> or(Condition other) {
        if (!other.text.equals(text)) {
            return Optional.empty();
        }
        var answer = new HashSet<>(answers);
        answer.addAll(other.answers);
        var affix = new HashSet<>(affixes);
        affix.addAll(other.affixes);
        return Optional.of(new Condition(text, question, answer, affix));
    }

    private static Expression operand(Expression node, String name) {
        if (Syntax.get(node, name) instanceof Expression operand) {
            return operand;
        }
        throw new IllegalStateException("jackson-jq has changed: " + name + " of " + node);
    }

    /** Values that {@code ==} can compare with a constant, such that equal ones are equal keys. */
    static final class Constant {

        private static final Object NULL = new Object();

        private Constant() {}

        /** The key of a value; empty if it equals no constant. */
        static Optional<Object> of(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> Optional.of(value.textValue());
                // The library compares numbers as doubles, and tells 0 from -0 as this key does.
                case NUMBER -> number(value.doubleValue());
                case BOOLEAN -> Optional.of(value.booleanValue());
                case NULL, MISSING -> Optional.of(NULL);
                case ARRAY, OBJECT, BINARY, POJO -> Optional.empty();
            };
        }

        private static Optional<Object> number(double value) {
            return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
        }
    }
}
