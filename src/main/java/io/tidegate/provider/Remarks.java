package io.tidegate.provider;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Where the compiler says what is wrong with one place of a file.
 *
 * @param path the place, as {@code verify[0].signed}; empty for the whole file
 * @param report takes a path and what is wrong there, with its remedy
 */
record Remarks(String path, BiConsumer<String, String> report) {

    /** The remarks on a part of this place. */
    Remarks at(String key) {
        return new Remarks(path.isEmpty() ? key : path + "." + key, report);
    }

    /** The remarks on an item of the list at this place. */
    Remarks item(int index) {
        return new Remarks(path + "[" + index + "]", report);
    }

    /** Says that something is wrong here. */
    void add(String text) {
        report.accept(path, text);
    }

    /** What {@code maker} makes; empty, and said so here, if it refuses its arguments. */
    <T> Optional<T> attempt(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException refusal) {
            add(String.valueOf(refusal.getMessage()));
            return Optional.empty();
        }
    }
}
