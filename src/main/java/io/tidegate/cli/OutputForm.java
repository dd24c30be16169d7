package io.tidegate.cli;

import java.util.Locale;

/** How a command writes what it has found. */
enum OutputForm {
    /** For people. */
    TEXT,

    /** For tools. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
