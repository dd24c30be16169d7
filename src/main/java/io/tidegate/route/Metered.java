package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * A part of a program with a meter beside it.
 *
 * @param part what is metered
 * @param entry the steps of each evaluation
 * @param exit what each value costs that comes out
 */
record Metered(Expression part, long entry, Toll exit) implements Expression {

    /** A message is cut short by the library, but the stack trace below it is not. */
    private static final long FAILURE_STEPS = 100;

    /** What a value costs that comes out of a part. */
    @FunctionalInterface
    interface Toll {

        /**
         * Takes the steps from the meter; fails with {@link JqFailure} if there are too few.
         *
         * @param in what went in
         */
        void take(Meter meter, JsonNode in, JsonNode value);
    }

    /** One step a value: for what makes many of one. */
    static Expression loop(Expression part) {
        return new Metered(part, 1, (meter, in, value) -> meter.take(1));
    }

    /** Steps for each evaluation: for what makes new values, whose memory is bounded thereby. */
    static Expression maker(Expression part, long steps) {
        return new Metered(part, steps, (meter, in, value) -> {});
    }

    /** A value that the rest of the program will look at as a whole. */
    static Expression whole(Expression part) {
        return new Metered(part, 0, (meter, in, value) -> meter.takeDeep(value));
    }

    /** A value that the rest of the program will look at the surface of. */
    static Expression surface(Expression part) {
        return new Metered(part, 0, (meter, in, value) -> meter.takeShallow(value));
    }

    /** A value of which only a text's length matters. */
    static Expression text(Expression part) {
        return new Metered(
                part,
                0,
                (meter, in, value) -> meter.take(value.isTextual() ? Meter.shallow(value) : 1));
    }

    /** A place to be changed, for which all of the input around it is copied. */
    static Expression place(Expression part) {
        return new Metered(part, 0, (meter, in, value) -> meter.take(Cost.copy(in)));
    }

    /** An index, which must be no array: looking for one array in another is a function. */
    static Expression index(Expression part) {
        return new Metered(
                part,
                0,
                (meter, in, value) -> {
                    if (value.isArray()) {
                        throw new JqFailure("jq: an array is no index; use indices");
                    }
                });
    }

    /** Failures that the program itself catches. */
    static Expression attempt(Expression part) {
        return new Attempt(part);
    }

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        Meter meter = Meter.current();
        meter.take(entry);
        part.apply(
                scope,
                in,
                path,
                (value, valuePath) -> {
                    exit.take(meter, in, value);
                    output.emit(value, valuePath);
                },
                requirePath);
    }

    /** As the part is written. */
    @Override
    public String toString() {
        return part.toString();
    }

    /** A part whose failures cost steps. */
    private record Attempt(Expression part) implements Expression {

        @Override
        public void apply(
                Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
                throws JsonQueryException {
            try {
                part.apply(scope, in, path, output, requirePath);
            } catch (JsonQueryException failure) {
                Meter.current().take(FAILURE_STEPS);
                throw failure;
            }
        }

        @Override
        public String toString() {
            return part.toString();
        }
    }
}
