package io.tidegate.admin;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** What becomes of changes of the configuration while the gateway runs. Safe for any thread. */
public interface ConfigChanges {

    /** How things stand. */
    State state();

    /**
     * Reads the files again at once, and takes over what they say if it is sound. Never fails; what
     * is wrong with them is in the state. Completes on the event loop of the caller.
     */
    Future<State> reload();

    /**
     * How things stand.
     *
     * @param isCurrent whether the gateway runs by what is on disk, as far as it was looked at
     * @param appliedAt since when it runs by what it runs by
     * @param findings why the configuration on disk is kept out, one a line as {@code file:line:
     *     path: problem}; empty if it is current
     */
    record State(boolean isCurrent, Instant appliedAt, List<String> findings) {

        public State {
            findings = List.copyOf(findings);
        }
    }
}
