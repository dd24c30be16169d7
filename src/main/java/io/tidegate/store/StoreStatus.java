package io.tidegate.store;

import java.time.Duration;
import java.util.Map;

/**
 * How much the store holds.
 *
 * @param events entries of all shards, settled history included
 * @param pending events read by a worker and not settled yet
 * @param unread events that no worker has read yet; of a server, its own estimate
 * @param oldestUnsettled the age of the oldest event not settled; zero if there is none
 * @param vanished pending entries found gone since this process started; must stay 0
 * @param remade how often this process found that others had removed what readers share, and made
 *     it anew, so that settled events came again; must stay 0
 * @param room how much memory is used
 * @param parked the number of parked deliveries by destination, of every one that has any
 * @param dead the number of dead letters by destination, of every one that has any
 * @param oldestParked how many milliseconds ago the oldest event came of which a delivery is
 *     parked, by destination; 0 if there is none
 * @param pauses the destinations that are paused
 */
public record StoreStatus(
        long events,
        long pending,
        long unread,
        Duration oldestUnsettled,
        long vanished,
        long remade,
        Room room,
        Map<String, Long> parked,
        Map<String, Long> dead,
        Map<String, Long> oldestParked,
        Map<String, Pause> pauses) {

    public StoreStatus {
        parked = Map.copyOf(parked);
        dead = Map.copyOf(dead);
        oldestParked = Map.copyOf(oldestParked);
        pauses = Map.copyOf(pauses);
    }

    /**
     * The memory of the server.
     *
     * @param used in bytes
     * @param limit in bytes; 0 if there is none
     */
    public record Room(long used, long limit) {}
}
