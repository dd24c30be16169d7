package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * One jq program that has passed the {@link Sandbox}.
 *
 * <p>The sandbox has no loops of its own and no recursion, so that work is bounded by the size of
 * the body, which {@link JsonBody} bounds. Programs come from the operator, bodies from strangers.
 */
final class Jq {

    private final JsonQuery query;
    private final Scope functions;

    private Jq(JsonQuery query, Scope functions) {
        this.query = query;
        this.functions = functions;
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
            return new Jq(query, Sandbox.functions());
        } catch (JsonQueryException unreadable) {
            throw new IllegalArgumentException(
                    "not a jq program: " + firstLine(unreadable), unreadable);
        } catch (StackOverflowError tooDeep) {
            throw new IllegalArgumentException("nested too deeply; make it shorter", tooDeep);
        }
    }

    /**
     * Runs the program and returns its values, of which there may be none.
     *
     * @throws JqFailure if it fails, or has more than {@code max} values
     */
    List<JsonNode> run(JsonNode input, int max) {
        var values = new ArrayList<JsonNode>(1);
        try {
            query.apply(Scope.newChildScope(functions), input, value -> keep(value, values, max));
            return values;
        } catch (JqFailure failure) {
            throw failure;
        } catch (JsonQueryException | RuntimeException failure) {
            throw new JqFailure("jq: " + firstLine(failure));
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

    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        // jq quotes the offending values in brackets: they are the sender's, and stay out of
        // reasons.
        String line = (end < 0 ? message : message.substring(0, end)).replaceAll("\\(.*\\)", "");
        return line.substring(0, Math.min(line.length(), 200));
    }
}
