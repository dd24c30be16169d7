package io.tidegate.dispatch;

import io.tidegate.event.StoredEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of sources that this gateway does not know. Another gateway has let them in, by a
 * configuration that is still on its way here; until it has come, nobody here can say to whom they
 * are owed, and settling them would lose them. Owned by one event loop.
 */
final class Newcomers {

    private static final Logger LOGGER = LoggerFactory.getLogger(Newcomers.class);

    /** Longer than a changed configuration takes to reach every pod, or a rollout to end. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MOST_NOTED = 1_000;

    private final InstantSource clock;
    private final Set<String> noted = new HashSet<>();

    Newcomers(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the event is to be left pending for now; it will be handed out again. */
    boolean mustWait(StoredEvent event, Plan plan) {
        String source = event.event().source();
        if (plan.knows(source)) {
            return false;
        }
        boolean mustWait = clock.instant().isBefore(event.event().receivedAt().plus(PATIENCE));
        if (mustWait && noted.size() < MOST_NOTED && noted.add(source)) {
            LOGGER.atWarn()
                    .addKeyValue("source", source)
                    .addKeyValue("for", PATIENCE)
                    .log("events of a source that is not configured here wait");
        }
        return mustWait;
    }
}
