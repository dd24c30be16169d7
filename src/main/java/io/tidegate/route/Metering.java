package io.tidegate.route;

import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.tree.ArrayConstruction;
import net.thisptr.jackson.jq.internal.tree.BreakExpression;
import net.thisptr.jackson.jq.internal.tree.ObjectConstruction;
import net.thisptr.jackson.jq.internal.tree.RecursionOperator;
import net.thisptr.jackson.jq.internal.tree.StringInterpolation;
import net.thisptr.jackson.jq.internal.tree.TryCatch;
import net.thisptr.jackson.jq.internal.tree.Tuple;
import net.thisptr.jackson.jq.internal.tree.binaryop.assignment.UpdateAssignment;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketExtractFieldAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketFieldAccess;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Puts meters into a parsed program: where one value becomes many, where something is made, and
 * where a value is looked at as a whole. What is between them does a fixed amount of work for each
 * value, so the steps bound the time of the whole program, and the memory that it takes.
 */
final class Metering {

    private static final long ARRAY_STEPS = 2;
    private static final long OBJECT_STEPS = 4;

    /** The library's own programs leave their loops by an exception. */
    private static final long BREAK_STEPS = 60;

    private Metering() {}

    /** The program with meters; the given tree is changed. */
    static Expression of(Expression program) {
        return program instanceof Metered ? program : node(program);
    }

    /** A function of the library with meters, whether it is code or a program itself. */
    static Function of(String name, Function function) {
        if (function instanceof JsonQueryFunction program) {
            meterParts(program);
            return MeteredFunction.ofProgram(program);
        }
        return MeteredFunction.of(name, function);
    }

    private static Expression node(Expression node) {
        meterParts(node);
        if (node instanceof BracketExtractFieldAccess
                || node instanceof RecursionOperator
                || node instanceof Tuple) {
            return Metered.loop(node);
        }
        if (node instanceof BreakExpression) {
            return Metered.maker(node, BREAK_STEPS);
        }
        if (node instanceof ArrayConstruction) {
            return Metered.maker(node, ARRAY_STEPS);
        }
        if (node instanceof ObjectConstruction object) {
            return Metered.maker(node, OBJECT_STEPS + 2L * object.fields.size());
        }
        return node;
    }

    private static void meterParts(Object node) {
        for (var field : Syntax.fields(node)) {
            Object before = Syntax.get(node, field);
            Object after = before == null ? null : part(node, field.getName(), before);
            if (after != before) {
                Syntax.set(node, field, after);
            }
        }
    }

    private static Object part(Object node, String field, Object part) {
        if (part instanceof Expression expression) {
            return use(node, field, of(expression));
        }
        if (part instanceof List<?> list) {
            var metered = new ArrayList<@Nullable Object>(list.size());
            list.forEach(item -> metered.add(item == null ? null : part(node, field, item)));
            return metered;
        }
        if (part instanceof Pair<?, ?> pair) {
            return Pair.of(part(node, field, pair._1), part(node, field, pair._2));
        }
        if (part instanceof BinaryOperator operator) {
            return new MeteredOperator(operator);
        }
        if (Syntax.isNode(part) && !(part instanceof Function)) {
            meterParts(part);
        }
        return part;
    }

    /** The part with a meter more, if the node looks at more than the reference to its value. */
    private static Expression use(Object node, String field, Expression part) {
        if (node instanceof StringInterpolation) {
            return Metered.whole(part);
        }
        if (node instanceof TryCatch && field.equals("tryExpr")) {
            return Metered.attempt(part);
        }
        if (node instanceof UpdateAssignment && field.equals("lhs")) {
            return Metered.place(part);
        }
        boolean isTarget = field.equals("target");
        if (node instanceof BracketExtractFieldAccess && isTarget) {
            return Metered.text(part);
        }
        if (node instanceof BracketFieldAccess access && !isByLiteral(access)) {
            return isTarget ? Metered.surface(part) : Metered.index(part);
        }
        return part;
    }

    private static boolean isByLiteral(BracketFieldAccess access) {
        return Syntax.get(access, "startExpr") instanceof ValueLiteral
                && !Boolean.TRUE.equals(Syntax.get(access, "isRange"));
    }
}
