package io.tidegate.config;

import java.util.Map;
import java.util.Optional;

/** Takes from a section of a configuration what must be in it. */
final class Named {

    private Named() {}

    /** The entry of this name; fails the test if there is none. */
    static <T> T in(Map<String, T> section, String name) {
        return Optional.ofNullable(section.get(name))
                .orElseThrow(() -> new AssertionError("no " + name + " in " + section.keySet()));
    }
}
