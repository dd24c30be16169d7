package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;

/** How the steps of one call of a function depend on its input and its arguments. */
enum Cost {
    /** One step, and a text's length. */
    LEAST {
        @Override
        void enter(Meter meter, JsonNode in) {
            meter.take(in.isTextual() ? Meter.shallow(in) : 1);
        }
    },

    /** Two steps: the function is a program of which each part is metered. */
    CALL {
        @Override
        void enter(Meter meter, JsonNode in) {
            meter.take(2);
        }

        @Override
        void fail(Meter meter, JsonNode in) {
            // It failed in one of its parts.
        }
    },

    /** In proportion to the input's length or width. */
    SURFACE,

    /** An object is made of each member. */
    ENTRIES {
        @Override
        void enter(Meter meter, JsonNode in) {
            meter.take(4 * Meter.shallow(in));
        }
    },

    /** In proportion to the whole input. */
    WHOLE {
        @Override
        void enter(Meter meter, JsonNode in) {
            meter.takeDeep(in);
        }
    },

    /** Something new is made of each character. */
    CHARS {
        @Override
        void enter(Meter meter, JsonNode in) {
            meter.take(in.isTextual() ? in.textValue().length() : meter.takeDeep(in));
        }
    },

    /** The whole input, and the argument between its members. */
    JOIN {
        @Override
        List<Expression> arguments(Meter meter, JsonNode in, List<Expression> arguments) {
            meter.takeDeep(in);
            return metered(
                    arguments,
                    (same, ignored, between) -> same.take(in.size() * Meter.shallow(between)));
        }
    },

    /** As many paths come out as the argument finds, each as long as it is deep. */
    PATHS {
        @Override
        PathOutput output(Meter meter, PathOutput output) {
            return (value, path) -> {
                meter.takeShallow(value);
                output.emit(value, path);
            };
        }
    },

    /** Each key is compared with about as many others as the width has binary digits. */
    ORDER {
        private static final long MORE_COMPARISONS = 7;

        @Override
        List<Expression> arguments(Meter meter, JsonNode in, List<Expression> arguments) {
            return metered(
                    arguments,
                    (same, ignored, key) -> same.take(MORE_COMPARISONS * same.takeDeep(key)));
        }
    },

    /** Everything in the argument may be compared with everything in the input. */
    PRODUCT {
        @Override
        List<Expression> arguments(Meter meter, JsonNode in, List<Expression> arguments) {
            return metered(
                    arguments, (same, ignored, wanted) -> same.take(product(same, in, wanted)));
        }

        private long product(Meter meter, JsonNode in, JsonNode wanted) {
            if (!in.isObject() || !wanted.isObject()) {
                return meter.takeDeep(in) * meter.takeDeep(wanted);
            }
            meter.take(1);
            return wanted.properties().stream()
                    .filter(field -> in.has(field.getKey()))
                    .mapToLong(field -> product(meter, in.get(field.getKey()), field.getValue()))
                    .sum();
        }
    },

    /** The same, and each character may be a place that is found. */
    PLACES {
        @Override
        List<Expression> arguments(Meter meter, JsonNode in, List<Expression> arguments) {
            meter.take(in.isTextual() ? in.textValue().length() / 2 : 0);
            return PRODUCT.arguments(meter, in, arguments);
        }
    },

    /** Every removal copies what it removes from, and all around it. */
    REMOVALS {
        @Override
        List<Expression> arguments(Meter meter, JsonNode in, List<Expression> arguments) {
            long copies = copies(meter, in);
            return metered(
                    arguments,
                    (same, ignored, paths) ->
                            same.take(same.takeDeep(paths) + paths.size() * copies));
        }

        /** The most that is copied on the way to any value. */
        private long copies(Meter meter, JsonNode in) {
            meter.take(1);
            long most = 0;
            for (JsonNode member : in) {
                most = Math.max(most, copies(meter, member));
            }
            return copy(in) + most;
        }
    };

    /** Takes the steps that the input costs. */
    void enter(Meter meter, JsonNode in) {
        meter.takeShallow(in);
    }

    /** The arguments, with whatever their values cost. */
    List<Expression> arguments(Meter meter, JsonNode in, List<Expression> arguments) {
        return arguments;
    }

    /** The output, with whatever the values cost that come out. */
    PathOutput output(Meter meter, PathOutput output) {
        return output;
    }

    /** Takes what a failure costs: its message has the input written out, before it is cut. */
    void fail(Meter meter, JsonNode in) {
        meter.takeDeep(in);
    }

    /** What it costs to copy the references in an array, or the fields of an object. */
    static long copy(JsonNode value) {
        return 1L + value.size() / (value.isArray() ? 16 : 4);
    }

    /** The one argument that such functions have. */
    private static List<Expression> metered(List<Expression> arguments, Metered.Toll toll) {
        return List.of(new Metered(arguments.get(0), 0, toll));
    }
}
