package io.tidegate.lab;

import io.tidegate.lab.Fault.Kind;
import io.tidegate.testing.RedisCluster;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import java.util.List;

/** Does harm to a master of a cluster, and mends it. */
final class NodeFaults {

    private final Nemesis nemesis;
    private final RedisCluster cluster;

    private NodeFaults(Nemesis nemesis) {
        this.nemesis = nemesis;
        this.cluster = nemesis.site().servers().cluster();
    }

    /** The same nemesis, for a site that has a cluster. */
    static NodeFaults of(Nemesis nemesis) {
        return new NodeFaults(nemesis);
    }

    /** SIGKILL; once its replica has taken its place it comes back as the replica of that. */
    void killMaster() {
        String stream = nemesis.anyStream();
        RedisServer old = cluster.owner(stream);
        replaced(stream, old, old::kill);
        mend();
    }

    /** Its replica takes its place though the master is well. */
    void handOverMaster() {
        String stream = nemesis.anyStream();
        RedisServer old = cluster.owner(stream);
        replaced(stream, old, () -> cluster.handOver(stream, old));
        mend();
    }

    /** SIGSTOP until its replica has taken its place, and for some time more. */
    void pauseMaster() {
        String stream = nemesis.anyStream();
        RedisServer old = cluster.owner(stream);
        replaced(stream, old, old::pause);
        nemesis.rest(Duration.ZERO, Duration.ofSeconds(3));
        old.resume();
        mend();
    }

    private void replaced(String stream, RedisServer old, Runnable begin) {
        nemesis.replace(begin, () -> cluster.awaitOtherOwner(stream, old));
    }

    /** Whoever was stopped goes on, and whoever was killed comes back. */
    private void mend() {
        nemesis.awaitRecovery();
        cluster.awaitWhole();
    }

    /** All that a master has moves to another, slot by slot, which it redirects to meanwhile. */
    void moveSlots() {
        RedisServer from = cluster.owner(nemesis.anyStream());
        var others = cluster.masters().stream().filter(it -> it != from).toList();
        RedisServer to = nemesis.any(others);
        nemesis.during(
                Kind.REDIS,
                () -> slots(from).forEach(it -> cluster.move(it, to)),
                Duration.ZERO,
                () -> {});
        cluster.awaitWhole();
    }

    /** A key of each slot that has any. */
    private static List<String> slots(RedisServer node) {
        return node.command("KEYS", "*").lines().map(NodeFaults::tagged).distinct().toList();
    }

    /** A key in the same slot, which all of that slot have in common here. */
    private static String tagged(String key) {
        int end = key.indexOf('}');
        return end < 0 ? key : key.substring(0, end + 1);
    }
}
