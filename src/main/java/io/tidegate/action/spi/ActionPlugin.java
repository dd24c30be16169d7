package io.tidegate.action.spi;

import java.util.Map;

/**
 * A kind of action of your own. Has a public constructor without parameters, and is named in {@code
 * META-INF/services/io.tidegate.action.spi.ActionPlugin} of its jar.
 */
public interface ActionPlugin {

    /** What destinations call it: {@code plugin: {name: ...}}. Never empty; always the same. */
    String name();

    /**
     * Looks at the settings of a destination before the gateway starts, and by {@code tidegate
     * check}. Opens nothing.
     *
     * @throws IllegalArgumentException if they are wrong, with a message for the user, who sees it
     *     beside the line of the file; it must hold no secret
     */
    default void check(Map<String, String> settings) {}

    /**
     * Makes the action of one destination; once for each event loop, and again after it failed. May
     * block.
     *
     * @param settings what the destination's {@code settings} say; not to be changed
     */
    PluginAction open(Map<String, String> settings) throws Exception;
}
