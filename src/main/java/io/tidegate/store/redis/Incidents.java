package io.tidegate.store.redis;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others have done to the keys of the store, as far as this process has seen it. Each is an
 * alarm: a human must find out who it was. One for all stores of the process, for any thread.
 */
final class Incidents {

    private static final Logger LOGGER = LoggerFactory.getLogger(Incidents.class);

    private final AtomicLong vanished = new AtomicLong();
    private final AtomicLong remade = new AtomicLong();

    /** Pending entries are gone: each of them was an event lost. */
    void vanished(int count) {
        if (count > 0) {
            vanished.addAndGet(count);
            LOGGER.atError().addKeyValue("count", count).log("pending events vanished from redis");
        }
    }

    /** Consumer groups were gone, and read from the beginning now. */
    void remade(long groups) {
        if (groups > 0) {
            remade.addAndGet(groups);
            LOGGER.atError()
                    .addKeyValue("count", groups)
                    .log("consumer groups were lost and are made anew; settled events come again");
        }
    }

    long vanished() {
        return vanished.get();
    }

    long remade() {
        return remade.get();
    }
}
