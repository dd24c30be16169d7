package io.tidegate.redis;

import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which node has which slots, and who else belongs to the cluster. */
final class SlotMap {

    /** What is known before anybody has answered. */
    static final SlotMap EMPTY = new SlotMap(List.of(), new short[KeySlot.COUNT], Set.of());

    private final List<Node> masters;

    /** For each slot the place of its master, counted from 1; 0 if nobody has it. */
    private final short[] owners;

    private final Set<Node> replicas;

    private SlotMap(List<Node> masters, short[] owners, Set<Node> replicas) {
        this.masters = List.copyOf(masters);
        this.owners = owners;
        this.replicas = Set.copyOf(replicas);
    }

    /**
     * Reads the reply to {@code CLUSTER SLOTS}: ranges, each with its first and last slot, its
     * master and the replicas of that. A master whose address is not known is left out.
     *
     * @param asked who answered
     * @throws RuntimeException if the reply is not of that form
     */
    static SlotMap of(Response ranges, Node asked) {
        var masters = new ArrayList<Node>();
        var owners = new short[KeySlot.COUNT];
        var replicas = new LinkedHashSet<Node>();
        for (Response range : ranges) {
            for (int i = 3; i < range.size(); i++) {
                node(range.get(i), asked).ifPresent(replicas::add);
            }
            node(range.get(2), asked)
                    .ifPresent(
                            master ->
                                    fill(
                                            owners,
                                            range.get(0).toInteger(),
                                            range.get(1).toInteger(),
                                            place(masters, master)));
        }
        return new SlotMap(masters, owners, replicas);
    }

    private static Optional<Node> node(Response hostAndPort, Node asked) {
        Response host = hostAndPort.get(0);
        String name = host == null ? "" : host.toString();
        return name.equals("?")
                ? Optional.empty()
                : Optional.of(asked.sibling(name, hostAndPort.get(1).toInteger()));
    }

    private static void fill(short[] owners, int first, int last, short place) {
        for (int slot = first; slot <= last; slot++) {
            owners[slot] = place;
        }
    }

    private static short place(List<Node> masters, Node master) {
        if (!masters.contains(master)) {
            masters.add(master);
        }
        return (short) (masters.indexOf(master) + 1);
    }

    /** Who has the slot; empty if nobody is known to. */
    Optional<Node> owner(int slot) {
        int place = owners[slot];
        return place == 0 ? Optional.empty() : Optional.of(masters.get(place - 1));
    }

    /** The same, but that one slot is this node's. */
    SlotMap with(int slot, Node owner) {
        var more = new ArrayList<>(masters);
        var changed = owners.clone();
        changed[slot] = place(more, owner);
        return new SlotMap(more, changed, replicas);
    }

    /** Whether the node has slots, as far as is known. */
    boolean isMaster(Node node) {
        return masters.contains(node);
    }

    /** Whether the node follows a master, as far as is known. */
    boolean isReplica(Node node) {
        return replicas.contains(node);
    }

    /** All nodes that are known. */
    Set<Node> nodes() {
        var nodes = new LinkedHashSet<>(masters);
        nodes.addAll(replicas);
        return nodes;
    }
}
