package io.tidegate.lab;

import io.tidegate.lab.Fault.Kind;
import io.tidegate.testing.RedisCluster;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Does harm to a master of a cluster, and mends it. */
final class NodeFaults {

    private static final int SHARDS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Nemesis nemesis;
    private final Site site;
    private final RedisCluster cluster;

    private NodeFaults(Nemesis nemesis) {
        this.nemesis = nemesis;
        this.site = nemesis.site();
        this.cluster = site.servers().cluster();
    }

    /** The same nemesis, for a site that has a cluster. */
    static NodeFaults of(Nemesis nemesis) {
        return new NodeFaults(nemesis);
    }

    /** SIGKILL; once its replica has taken its place it comes back as the replica of that. */
    void killMaster() {
        String stream = anyStream();
        RedisServer old = cluster.owner(stream);
        replaced(stream, old, old::kill);
        mend();
    }

    /** Its replica takes its place though the master is well. */
    void handOverMaster() {
        String stream = anyStream();
        RedisServer old = cluster.owner(stream);
        replaced(stream, old, () -> cluster.failOver(old));
        mend();
    }

    /** SIGSTOP until its replica has taken its place, and for some time more. */
    void pauseMaster() {
        String stream = anyStream();
        RedisServer old = cluster.owner(stream);
        replaced(stream, old, old::pause);
        nemesis.rest(Duration.ZERO, Duration.ofSeconds(3));
        old.resume();
        mend();
    }

    private String anyStream() {
        return nemesis.any(IntStream.range(0, SHARDS).mapToObj(NodeFaults::stream).toList());
    }

    private static String stream(int shard) {
        return "tg:{%02d}:events".formatted(shard);
    }

    private void replaced(String stream, RedisServer old, Runnable begin) {
        long from = System.nanoTime();
        begin.run();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .ignoreExceptions()
                .until(() -> cluster.owner(stream) != old);
        site.history().add(new Fault(Kind.MASTER, from, System.nanoTime()));
    }

    /** Whoever was stopped goes on, and whoever was killed comes back. */
    private void mend() {
        nemesis.awaitRecovery();
        cluster.awaitWhole();
    }

    /** All that a master has moves to another, slot by slot, which it redirects to meanwhile. */
    void moveSlots() {
        RedisServer from = cluster.owner(anyStream());
        var others = cluster.masters().stream().filter(it -> it != from).toList();
        RedisServer to = nemesis.any(others);
        nemesis.during(
                Kind.REDIS, () -> slots(from).forEach(it -> move(it, to)), Duration.ZERO, () -> {});
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

    private void move(String key, RedisServer to) {
        cluster.beginMove(key, to);
        cluster.moveKeys(key, to);
        cluster.endMove(key, to);
    }
}
