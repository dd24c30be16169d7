package io.tidegate.store;

import java.util.Optional;

/**
 * Who reads: one event loop of one process.
 *
 * @param process the name of the process; no two that run share it, and one that keeps it over a
 *     restart takes up at once what it had
 * @param instance the number of the event loop in its process, from 0
 */
public record Worker(String process, int instance) {

    /** Reads the form that {@link #toString} writes; empty for any other text. */
    public static Optional<Worker> parse(String text) {
        int slash = text.lastIndexOf('/');
        try {
            return Optional.of(
                    new Worker(
                            text.substring(0, slash),
                            Integer.parseInt(text, slash + 1, text.length(), 10)));
        } catch (IndexOutOfBoundsException | NumberFormatException stranger) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return process + "/" + instance;
    }
}
