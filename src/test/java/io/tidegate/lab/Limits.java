package io.tidegate.lab;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a run is held to.
 *
 * @param sinks the destinations that every event must reach
 * @param ordered those of them that get events of one key in order
 * @param keys how many keys there are: the key of event n is n modulo this
 * @param slowest the 99th percentile of the time to a healthy sink while another is down
 * @param answer within which every request is answered
 * @param recovery within which an event is acknowledged again after a fault has ended
 * @param repeatsPerFault how many deliveries one fault may cause a sink to get again
 * @param memoryBytes what a gateway may take
 * @param redisBytes what Redis may take
 * @param readers how many consumers there may be
 * @param attempts how many attempts of one delivery there may be while clocks jump
 */
record Limits(
        List<String> sinks,
        Set<String> ordered,
        int keys,
        Duration slowest,
        Duration answer,
        Duration recovery,
        int repeatsPerFault,
        long memoryBytes,
        long redisBytes,
        int readers,
        int attempts) {

    Limits {
        sinks = List.copyOf(sinks);
        ordered = Set.copyOf(ordered);
    }

    /** What is usual for these destinations on a machine that others use too. */
    static Limits usual(String... sinks) {
        return new Limits(
                List.of(sinks),
                Set.of(),
                1,
                Duration.ofSeconds(10),
                Duration.ofMillis(2_500),
                Duration.ofSeconds(30),
                2_000,
                1L << 30,
                1L << 30,
                64,
                20);
    }

    Limits ordering(Set<String> ordered, int keys) {
        return new Limits(
                sinks,
                ordered,
                keys,
                slowest,
                answer,
                recovery,
                repeatsPerFault,
                memoryBytes,
                redisBytes,
                readers,
                attempts);
    }

    Limits answeringWithin(Duration answer) {
        return new Limits(
                sinks,
                ordered,
                keys,
                slowest,
                answer,
                recovery,
                repeatsPerFault,
                memoryBytes,
                redisBytes,
                readers,
                attempts);
    }
}
