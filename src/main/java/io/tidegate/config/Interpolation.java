package io.tidegate.config;

import java.util.function.Consumer;

/** How references to the outside, as {@code ${NAME}}, are replaced in the values of a file. */
@FunctionalInterface
interface Interpolation {

    /** Leaves every value as it is. */
    Interpolation NONE = (text, problem) -> text;

    /**
     * Replaces all references in {@code text}. What cannot be replaced is told to {@code problem},
     * never with the content of a variable or file, and then the result means nothing.
     */
    String expand(String text, Consumer<String> problem);
}
