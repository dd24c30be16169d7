package io.tidegate.verify.odd;

import io.tidegate.verify.value.ConstantValue;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What stands between the brackets of a function call.
 *
 * @param values in order
 */
record Arguments(List<Value> values) {

    private static final int MOST = 50;

    /**
     * Arguments of which there are as many.
     *
     * @throws IllegalArgumentException with a message for the user, if there are not
     */
    static Arguments exactly(int count, List<Value> values) {
        if (values.size() != count) {
            throw new IllegalArgumentException(
                    "needs %d arguments and has %d".formatted(count, values.size()));
        }
        return new Arguments(values);
    }

    /**
     * Arguments of which there may be more.
     *
     * @throws IllegalArgumentException with a message for the user, if there are too few
     */
    static Arguments atLeast(int count, List<Value> values) {
        if (values.size() < count || values.size() > MOST) {
            throw new IllegalArgumentException(
                    "needs at least %d arguments and has %d".formatted(count, values.size()));
        }
        return new Arguments(values);
    }

    Value value(int index) {
        return values.get(index);
    }

    /** All from this one on, in a row. */
    Value from(int index) {
        return Template.of(values.subList(index, values.size()));
    }

    /** An argument that does not depend on the request. */
    String text(int index) {
        if (values.get(index) instanceof ConstantValue constant) {
            return constant.text();
        }
        throw new IllegalArgumentException(
                "argument %d must be a text in quotes or a setting".formatted(index + 1));
    }

    /** The texts of all arguments from this one on. */
    List<String> texts(int index) {
        return IntStream.range(index, values.size()).mapToObj(this::text).toList();
    }

    /** An argument that is a count, at most 64. */
    int count(int index) {
        String text = text(index);
        if (!text.matches("[1-9]|[1-5][0-9]|6[0-4]")) {
            throw new IllegalArgumentException("'%s' is not a count up to 64".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
