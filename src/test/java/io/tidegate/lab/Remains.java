package io.tidegate.lab;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left when a run has come to rest.
 *
 * @param pending how many entries of all shards are pending
 * @param due how many deliveries are parked
 * @param kept the ids that the gateway still holds for each destination, parked or dead
 * @param strangeKeys keys of Redis that nobody owns
 * @param consumers how many readers Redis remembers
 * @param gatewayBytes the resident memory of the largest gateway
 * @param redisBytes what Redis uses
 * @param files how many more files a gateway has open, once everybody has hung up, than before the
 *     first request
 * @param seriesGrowth how many more series they publish
 * @param secretsFound secrets that were found in what they printed
 */
record Remains(
        long pending,
        long due,
        Map<String, Set<String>> kept,
        List<String> strangeKeys,
        long consumers,
        long gatewayBytes,
        long redisBytes,
        long files,
        long seriesGrowth,
        List<String> secretsFound) {

    /** Nothing at all. */
    static final Remains NOTHING = new Remains(0, 0, Map.of(), List.of(), 0, 0, 0, 0, 0, List.of());

    Remains {
        kept = Map.copyOf(kept);
        strangeKeys = List.copyOf(strangeKeys);
        secretsFound = List.copyOf(secretsFound);
    }
}
