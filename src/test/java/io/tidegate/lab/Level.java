package io.tidegate.lab;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the gateways of a site promise with a 2xx, and what their servers need for it. */
enum Level {
    MEMORY,
    REPLICATED,
    FSYNCED;

    /** The lines of a gateway's configuration. */
    String settings() {
        return "store: { durability: %s }%n".formatted(word());
    }

    /** The options of a server. */
    String[] serverOptions() {
        var usual = List.of("--appendonly", "yes", "--maxmemory-policy", "noeviction");
        var more = this == FSYNCED ? List.of("--appendfsync", "always") : List.<String>of();
        return Stream.concat(usual.stream(), more.stream()).toArray(String[]::new);
    }

    /** As in a configuration and on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Level of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
