package io.tidegate.route;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.thisptr.jackson.jq.JsonQuery;
import org.jspecify.annotations.Nullable;

/**
 * Visits every node of a parsed jq program, refuses the kinds that are not allowed, and notes the
 * functions and variables that it names.
 *
 * <p>It fails closed: a kind of node that this class does not know is refused.
 */
final class SyntaxWalk {

    private static final Set<String> HARMLESS =
            Sandbox.names(
                    "JsonQuery IsolatedScopeQuery PipedQuery TransformPipeComponent Tuple Pair",
                    "AssignPipeComponent ValueMatcher ArrayMatcher ObjectMatcher FieldMatcher",
                    "VariableAccess ThisObject RecursionOperator FunctionCall FormattingFilter",
                    "Conditional TryCatch NegativeExpression StringInterpolation",
                    "ArrayConstruction ObjectConstruction IdentifierKeyFieldConstruction",
                    "StringKeyFieldConstruction JsonQueryKeyFieldConstruction",
                    "VariableKeyFieldConstruction IdentifierFieldAccess StringFieldAccess",
                    "BracketFieldAccess BracketExtractFieldAccess BooleanLiteral DoubleLiteral",
                    "LongLiteral NullLiteral StringLiteral AlternativeOperatorExpression",
                    "BooleanAndExpression BooleanOrExpression DivideExpression MinusExpression",
                    "ModuloExpression PlusExpression MultiplyExpression CompareEqualTest",
                    "CompareNotEqualTest CompareLessTest CompareLessEqualTest CompareGreaterTest",
                    "CompareGreaterEqualTest");

    private static final Map<String, String> REFUSED =
            Map.of(
                    "FunctionDefinition", "'def' is not allowed; write it out",
                    "SemicolonOperator", "'def' is not allowed; write it out",
                    "ReduceExpression", "'reduce' is not allowed; use map, select, any or all",
                    "ForeachExpression", "'foreach' is not allowed; use map, select, any or all",
                    "TopLevelExpression", "'import' and 'include' are not allowed; write it out",
                    "LabelPipeComponent", "'label' is not allowed; use first",
                    "BreakExpression", "'break' is not allowed; use first");

    private static final Set<String> NUMBERS =
            Sandbox.names(
                    "LongLiteral DoubleLiteral NegativeExpression MultiplyExpression",
                    "MinusExpression DivideExpression ModuloExpression");

    private static final Set<String> NUMERIC_FUNCTIONS =
            Sandbox.names("tonumber length utf8bytelength floor ceil round fromdateiso8601");

    private final Set<String> calls = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private final Set<String> bound = new HashSet<>();

    /** Visits the whole program; throws {@link IllegalArgumentException} at a refused node. */
    void visit(JsonQuery query) {
        node(query);
    }

    /** Every function called, as {@code name/arguments}. */
    Set<String> calls() {
        return calls;
    }

    /** Every variable read and nowhere bound. */
    Set<String> unbound() {
        var names = new HashSet<>(read);
        names.removeAll(bound);
        return names;
    }

    private void node(Object node) {
        String kind = node.getClass().getSimpleName();
        if (!HARMLESS.contains(kind)) {
            throw new IllegalArgumentException(
                    REFUSED.getOrDefault(kind, "this syntax is not allowed (" + kind + ")"));
        }
        note(kind, node);
        Syntax.fields(node).forEach(field -> part(Syntax.get(node, field)));
    }

    private void part(@Nullable Object part) {
        if (part instanceof Collection<?> parts) {
            parts.forEach(this::part);
        } else if (part != null && Syntax.isNode(part)) {
            node(part);
        }
    }

    private void note(String kind, Object node) {
        switch (kind) {
            case "FunctionCall" -> call(node);
            case "FormattingFilter" -> calls.add("@" + Syntax.get(node, "name") + "/0");
            case "VariableAccess", "VariableKeyFieldConstruction" -> read.add(text(node, "name"));
            case "ValueMatcher" -> bound.add(text(node, "name"));
            case "FieldMatcher" -> bindField(node);
            case "MultiplyExpression" -> checkProduct(node);
            default -> {}
        }
    }

    private void call(Object node) {
        int arguments = Syntax.get(node, "args") instanceof Collection<?> list ? list.size() : 0;
        calls.add(text(node, "name") + "/" + arguments);
    }

    /** {@code . as {$name}}: the literal's value prints with quotes. */
    private void bindField(Object node) {
        if (Boolean.TRUE.equals(Syntax.get(node, "dollar"))) {
            bound.add(text(Syntax.get(node, "name"), "value").replace("\"", ""));
        }
    }

    /** A text times a number is the text that many times, which no limit of ours would stop. */
    private static void checkProduct(Object node) {
        if (!isNumber(Syntax.get(node, "lhs")) || !isNumber(Syntax.get(node, "rhs"))) {
            throw new IllegalArgumentException(
                    "'*' needs numbers on both sides; write (.body.price | tonumber) * 100");
        }
    }

    private static boolean isNumber(@Nullable Object node) {
        String kind = node == null ? "" : node.getClass().getSimpleName();
        return switch (kind) {
            case "FunctionCall" -> NUMERIC_FUNCTIONS.contains(text(node, "name"));
            case "PlusExpression" ->
                    isNumber(Syntax.get(node, "lhs")) && isNumber(Syntax.get(node, "rhs"));
            case "TransformPipeComponent" -> isNumber(Syntax.get(node, "expr"));
            case "PipedQuery" ->
                    Syntax.get(node, "components") instanceof List<?> pipe
                            && isNumber(pipe.get(pipe.size() - 1));
            default -> NUMBERS.contains(kind);
        };
    }

    private static String text(@Nullable Object node, String name) {
        return String.valueOf(Syntax.get(node, name));
    }
}
