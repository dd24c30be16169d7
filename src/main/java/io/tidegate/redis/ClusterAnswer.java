package io.tidegate.redis;

import io.vertx.redis.client.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one node says of its cluster.
 *
 * @param epoch the number of the newest configuration that it has heard of: it grows with every
 *     failover and every slot that has moved
 * @param isOk whether it takes commands
 * @param map who has which slots
 */
record ClusterAnswer(long epoch, boolean isOk, SlotMap map) {

    /** What is known before anybody has answered. */
    static final ClusterAnswer NONE = new ClusterAnswer(-1, true, SlotMap.EMPTY);

    private static final Pattern EPOCH =
            Pattern.compile("(?m)^cluster_current_epoch:(\\d{1,18})\\s*$");

    /**
     * Reads the replies of one node.
     *
     * @param state that of {@code CLUSTER INFO}
     * @param slots that of {@code CLUSTER SLOTS}
     * @throws RuntimeException if they are not of that form
     */
    static ClusterAnswer of(Response state, Response slots, Node asked) {
        String facts = state.toString();
        Matcher epoch = EPOCH.matcher(facts);
        if (!epoch.find()) {
            throw new IllegalArgumentException("it tells no epoch");
        }
        return new ClusterAnswer(
                Long.parseLong(epoch.group(1)),
                facts.contains("cluster_state:ok"),
                SlotMap.of(slots, asked));
    }

    /** The same, but for what is known by others: whether commands are taken. */
    ClusterAnswer with(boolean isTakingCommands) {
        return new ClusterAnswer(epoch, isTakingCommands, map);
    }

    /** The same, but that one slot is this node's. */
    ClusterAnswer with(int slot, Node owner) {
        return new ClusterAnswer(epoch, isOk, map.with(slot, owner));
    }
}
