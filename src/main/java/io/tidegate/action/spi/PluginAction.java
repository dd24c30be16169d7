package io.tidegate.action.spi;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** An open action of a plug-in, for one destination. */
public interface PluginAction {

    /**
     * Tries once to deliver an event. Called on a thread of the destination's own, which may block;
     * by several threads at once, up to the destination's concurrency or 16.
     *
     * <p>The same event comes again if the result is a retry, is late, or was lost in a crash: its
     * {@code webhook-id} is then the same.
     *
     * @param payload the exact bytes; not to be changed
     * @param headers {@code webhook-id}, {@code tidegate-source}, {@code tidegate-type}, {@code
     *     tidegate-attempt}, {@code tidegate-received-at}, and the sender's own headers less its
     *     credentials; names are lower case
     * @return the result, which must come within the destination's timeout; a failure, or an
     *     exception thrown, is a retry
     */
    CompletionStage<PluginResult> attempt(byte[] payload, Map<String, String> headers)
            throws Exception;

    /** Lets go of what it holds. No attempt follows. */
    default void close() throws Exception {}
}
