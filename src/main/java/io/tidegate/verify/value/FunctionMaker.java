package io.tidegate.verify.value;

import java.util.List;

/** Makes the value that a function call in a provider file stands for. */
@FunctionalInterface
public interface FunctionMaker {

    /**
     * The value.
     *
     * @param arguments what stands between the brackets, in order; possibly none
     * @throws IllegalArgumentException with a message for the user, if they make no sense
     */
    Value make(List<Value> arguments);
}
