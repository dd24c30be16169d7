package io.tidegate.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The secrets that senders handed over, for all gateways of one store. It sees them sealed only.
 *
 * <p>An instance belongs to the event loop that opened it; all calls must come from there, and all
 * futures complete there, in the order of the calls and within a bounded time. Every method fails
 * with {@link StoreException} while the store is away.
 */
public interface SecretVault {

    /** How many secrets of one source are kept; a further one takes the place of the oldest. */
    int MOST = 5;

    /**
     * Keeps a secret, if the source is open for one.
     *
     * @param source the name of the source
     * @param sealed the secret, unreadable without a key that is not here; not empty
     * @param trustsFirst whether the source is also open as long as it has none
     * @return whether it was kept
     */
    Future<Boolean> keep(String source, byte[] sealed, boolean trustsFirst);

    /** Opens the source for further secrets, from now on for so long. */
    Future<Void> open(String source, Duration window);

    /** All that are kept, by source, in no order. */
    Future<Map<String, List<byte[]>>> all();

    /** Closes the connections; never fails. */
    Future<Void> close();
}
