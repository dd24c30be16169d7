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
 * @param isHandingOver whether it is about to make another server the master: what this one still
 *     takes would be lost
 */
record SentinelAnswer(long epoch, String address, boolean isHandingOver) {

    private static final String FAILING_OVER = "failover_in_progress";

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
        String named = hostAndPort(address.get(0), address.get(1));
        // Once a replica has been promoted the two differ, and the failover is over for us.
        boolean isStillNamed = named.equals(hostAndPort(value(state, "ip"), value(state, "port")));
        boolean isFailingOver = value(state, "flags").toString().contains(FAILING_OVER);
        return new SentinelAnswer(
                value(state, "config-epoch").toLong(), named, isFailingOver && isStillNamed);
    }

    private static String hostAndPort(Response host, Response port) {
        String text = host.toString();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    }

    private static Response value(Response state, String name) {
        for (int i = 0; i + 1 < state.size(); i += 2) {
            if (state.get(i).toString().equals(name)) {
                return state.get(i + 1);
            }
        }
        throw new IllegalArgumentException("it does not tell " + name);
    }

    /**
     * The answer to go by: that of the highest epoch, and if they differ there, as they can before
     * the first failover, what most say. One that is handing over is in the know.
     */
    static Optional<SentinelAnswer> newest(Collection<SentinelAnswer> answers) {
        Map<SentinelAnswer, Long> votes =
                answers.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return votes.keySet().stream()
                .max(
                        Comparator.comparingLong(SentinelAnswer::epoch)
                                .thenComparing(SentinelAnswer::isHandingOver)
                                .thenComparing(votes::get)
                                .thenComparing(SentinelAnswer::address));
    }
}
