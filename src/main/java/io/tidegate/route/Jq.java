package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * One jq program that has passed the {@link Sandbox}.
 *
 * <p>A run is bounded in work by a {@link Meter} and in memory thereby; the input is bounded by
 * {@link BodyView}. Programs come from the operator, bodies from strangers.
 */
final class Jq {

    private final Expression program;

    private Jq(Expression program) {
        this.program = program;
    }

    /**
     * Compiles a program.
     *
     * @throws IllegalArgumentException if it cannot be read or is not allowed, saying what to do
     */
    static Jq compile(String program) {
        try {
            var query = JsonQuery.compile(program, Sandbox.VERSION);
            AndOr.check(program);
            Sandbox.check(query);
            if (Syntax.get(query, "expr") instanceof Expression parsed) {
                return new Jq(Metering.of(parsed));
            }
            throw new IllegalStateException("jackson-jq has changed: " + query.getClass());
        } catch (JsonQueryException unreadable) {
            throw new IllegalArgumentException(
                    "not a jq program: " + firstLine(unreadable), unreadable);
        } catch (StackOverflowError tooDeep) {
            throw new IllegalArgumentException("nested too deeply; make it shorter", tooDeep);
        }
    }

    /** A part of a program that has been compiled. */
    static Jq part(Expression part) {
        return new Jq(part);
    }

    /** The tree, with its meters. */
    Expression program() {
        return program;
    }

    /**
     * Runs the program and returns its values, of which there may be none.
     *
     * @throws JqFailure if it fails, has more than {@code max} values, or takes too many steps
     */
    List<JsonNode> run(JsonNode input, int max) {
        var values = new ArrayList<JsonNode>(1);
        Meter.current().refill();
        try {
            var scope = Scope.newChildScope(Sandbox.functions());
            program.apply(scope, input, value -> keep(value, values, max));
            return values;
        } catch (JqFailure failure) {
            throw failure;
        } catch (JsonQueryException | RuntimeException failure) {
            throw new JqFailure("jq: " + reason(failure));
        } catch (StackOverflowError tooDeep) {
            // Its frames are gone by now, so going on is safe; the event is at fault, not we.
            throw new JqFailure("jq: nested too deeply");
        }
    }

    private static void keep(JsonNode value, List<JsonNode> values, int max) {
        if (values.size() == max) {
            throw new JqFailure("jq: more than " + max + " values");
        }
        values.add(value);
    }

    /** What went wrong, without what the sender wrote. */
    private static String reason(Exception failure) {
        return failure.getCause() instanceof NumberFormatException
                ? "not a number"
                : firstLine(failure);
    }

    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        // jq quotes the offending values in brackets: they are the sender's, and stay out of
        // reasons.
        String line = (end < 0 ? message : message.substring(0, end)).replaceAll("\\(.*\\)", "");
        return line.substring(0, Math.min(line.length(), 200));
    }
}
