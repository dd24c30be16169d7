package io.tidegate.redis;

import io.vertx.redis.client.Response;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one sentinel says of the master.
 *
 * @param epoch the number of its configuration, which grows with every failover
 * @param address host and port of the master
 */
record SentinelAnswer(long epoch, String address) {

    /**
     * Reads the replies of one sentinel.
     *
     * @param state that of {@code SENTINEL MASTER}: names and values in turn
     * @param address that of {@code SENTINEL GET-MASTER-ADDR-BY-NAME}: host and port
     * @throws IllegalArgumentException if they are not of that form
     */
    static SentinelAnswer of(Response state, Response address) {
        if (address == null || address.size() != 2) {
            throw new IllegalArgumentException("it names no address");
        }
        String host = address.get(0).toString();
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return new SentinelAnswer(epochOf(state), bracketed + ":" + address.get(1));
    }

    private static long epochOf(Response state) {
        for (int i = 0; i + 1 < state.size(); i += 2) {
            if (state.get(i).toString().equals("config-epoch")) {
                return Long.parseLong(state.get(i + 1).toString());
            }
        }
        throw new IllegalArgumentException("it tells no config-epoch");
    }

    /**
     * The answer to go by: that of the highest epoch, and if they differ there, as they can before
     * the first failover, what most say.
     */
    static Optional<SentinelAnswer> newest(Collection<SentinelAnswer> answers) {
        Map<SentinelAnswer, Long> votes =
                answers.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return votes.keySet().stream()
                .max(
                        Comparator.comparingLong(SentinelAnswer::epoch)
                                .thenComparing(votes::get)
                                .thenComparing(SentinelAnswer::address));
    }
}
