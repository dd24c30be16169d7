package io.tidegate.testing;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Redis Cluster of three masters, a replica of each if there are to be any, and a master without
 * slots if there are not, all real servers on loopback. Its masters are emptied before each test. A
 * master that is away for two seconds is replaced by its replica.
 */
public final class RedisCluster
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** After this a master gives up handing over. */
    private static final Duration ELECTION = Duration.ofSeconds(6);

    private final int replicas;
    private final List<String> options;
    private final List<RedisServer> nodes = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    /**
     * A cluster that is not started yet.
     *
     * @param replicas how many each master has, 0 or 1
     * @param options further options of each node, as on its command line
     */
    public RedisCluster(int replicas, String... options) {
        this.replicas = replicas;
        this.options = List.of(options);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    /** Starts all of them, and waits until they are at work. */
    public void start() {
        try {
            build();
        } catch (RuntimeException taken) {
            // Two ports a node, and others look for free ones too: the second time they differ.
            nodes.forEach(RedisServer::close);
            nodes.clear();
            busPorts.clear();
            build();
        }
    }

    private void build() {
        for (int i = 0; i < size(); i++) {
            int busPort = FreePorts.next();
            busPorts.add(busPort);
            var line =
                    Stream.concat(
                            Stream.of("--cluster-enabled", "yes", "--cluster-node-timeout"),
                            Stream.of("2000", "--cluster-port", "" + busPort));
            var node =
                    new RedisServer(Stream.concat(line, options.stream()).toArray(String[]::new));
            node.start();
            nodes.add(node);
        }
        nodes.subList(0, MASTERS).forEach(this::settle);
        nodes.forEach(this::meet);
        awaitAll(node -> isWhole(node));
        for (int i = MASTERS; i < MASTERS * (1 + replicas); i++) {
            String master = id(nodes.get(i - MASTERS));
            RedisServer replica = nodes.get(i);
            // It may not have heard of its master yet.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(PAUSE)
                    .ignoreExceptions()
                    .until(() -> replica.command("CLUSTER", "REPLICATE", master).equals("OK"));
        }
        awaitWhole();
    }

    private int size() {
        return replicas == 0 ? MASTERS + 1 : MASTERS * (1 + replicas);
    }

    /** Gives a master its third of the slots. */
    private void settle(RedisServer master) {
        int number = nodes.indexOf(master);
        int first = number * SLOTS / MASTERS;
        int last = (number + 1) * SLOTS / MASTERS - 1;
        master.command("CLUSTER", "SET-CONFIG-EPOCH", "" + (number + 1));
        master.command("CLUSTER", "ADDSLOTSRANGE", "" + first, "" + last);
    }

    private void meet(RedisServer node) {
        for (int i = 0; i < nodes.size(); i++) {
            node.command("CLUSTER", "MEET", HOST, "" + nodes.get(i).port(), "" + busPorts.get(i));
        }
    }

    private boolean isWhole(RedisServer node) {
        String facts = node.command("CLUSTER", "INFO");
        return facts.contains("cluster_state:ok")
                && facts.contains("cluster_known_nodes:" + nodes.size());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        await(PATIENCE, condition);
    }

    private static void await(Duration most, java.util.function.BooleanSupplier condition) {
        Awaitility.await()
                .atMost(most)
                .pollInterval(PAUSE)
                .ignoreExceptions()
                .until(condition::getAsBoolean);
    }

    private void awaitAll(java.util.function.Predicate<RedisServer> condition) {
        await(() -> nodes.stream().allMatch(condition));
    }

    /** Starts what was killed, and waits until all agree and every replica follows its master. */
    public void awaitWhole() {
        nodes.forEach(RedisServer::start);
        nodes.forEach(RedisServer::resume);
        awaitAll(this::isWhole);
        awaitAll(node -> isMaster(node) ? hasReplica(node) : isFollowing(node));
        awaitAll(node -> slots(node).equals(slots(nodes.get(0))));
    }

    private boolean hasReplica(RedisServer node) {
        return replicas == 0 || node.command("INFO", "replication").contains("state=online");
    }

    private static boolean isFollowing(RedisServer node) {
        return node.command("INFO", "replication").contains("master_link_status:up");
    }

    /** Who has which slots, as a node sees it, without its replicas. */
    private static String slots(RedisServer node) {
        return node.command("CLUSTER", "NODES")
                .lines()
                .filter(line -> line.contains("master") && line.contains("connected"))
                .map(line -> line.split(" ", -1))
                .map(words -> words[0] + Stream.of(words).skip(8).toList())
                .sorted()
                .toList()
                .toString();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        awaitWhole();
        masters().forEach(it -> it.command("FLUSHALL"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Ends everything. */
    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }

    /** How a store reaches this cluster, of which it is told two nodes. */
    public RedisConfig config(String user, Secret password, Duration timeout) {
        return new RedisConfig(
                RedisConfig.Mode.CLUSTER,
                "embedded",
                IntStream.of(0, 1).mapToObj(it -> "redis://" + HOST + ":" + port(it)).toList(),
                "",
                user,
                password,
                TlsConfig.NONE,
                SentinelConfig.NONE,
                timeout,
                "no embedded server here");
    }

    /** The same as the user of all rights. */
    public RedisConfig config(Duration timeout) {
        return config("", new Secret(RedisServer.password()), timeout);
    }

    /** The same as the lines of a gateway's configuration. */
    public String settings() {
        return """
        redis:
          mode: cluster
          uris: ["redis://%s:%d", "redis://%s:%d"]
          password: "%s"
        """
                .formatted(HOST, port(0), HOST, port(1), RedisServer.password());
    }

    /** The passwords of the nodes. */
    public List<String> secrets() {
        return List.of(RedisServer.password());
    }

    private int port(int node) {
        return nodes.get(node).port();
    }

    /** The nodes that take writes, as they say themselves; a node that is away is none of them. */
    public List<RedisServer> masters() {
        return nodes.stream().filter(it -> isAnswering(it) && isMaster(it)).toList();
    }

    /** All nodes, masters and replicas. */
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * The master that has no slots, unless it was given some; there is one if there are no
     * replicas.
     */
    public RedisServer spare() {
        return nodes.get(MASTERS);
    }

    /** Whether the node takes writes, as it says itself. */
    public static boolean isMaster(RedisServer node) {
        return node.command("ROLE").startsWith("master");
    }

    /** Tells the replica of this master to take its place, though the master is well. */
    public void failOver(RedisServer master) {
        String port = "\n" + master.port() + "\n";
        nodes.stream()
                .filter(it -> !isMaster(it) && it.command("ROLE").contains(port))
                .findFirst()
                .orElseThrow()
                .command("CLUSTER", "FAILOVER");
    }

    /** The master that has this key, as a node sees it that answers. */
    public RedisServer owner(String key) {
        RedisServer asked = answering();
        int slot = slot(key);
        return nodes.stream()
                .filter(it -> hasSlot(asked, it.port(), slot))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until another than {@code old} has this key. */
    public void awaitOtherOwner(String key, RedisServer old) {
        awaitOtherOwner(key, old, PATIENCE);
    }

    private void awaitOtherOwner(String key, RedisServer old, Duration most) {
        await(most, () -> owner(key) != old);
    }

    /**
     * Has the replica of this master, which has this key, take its place. One that was elected a
     * few seconds ago counts the votes of that time, and has to be told again.
     */
    public void handOver(String key, RedisServer master) {
        await(
                () -> {
                    failOver(master);
                    awaitOtherOwner(key, master, ELECTION);
                    return true;
                });
    }

    private RedisServer answering() {
        return nodes.stream().filter(RedisCluster::isAnswering).findFirst().orElseThrow();
    }

    private static boolean isAnswering(RedisServer node) {
        try {
            return !node.isPaused() && node.command("PING").equals("PONG");
        } catch (RuntimeException away) {
            return false;
        }
    }

    /**
     * By the lines of {@code CLUSTER NODES}, of which the ninth word and all behind it are slots.
     */
    private static boolean hasSlot(RedisServer asked, int port, int slot) {
        String[] words = asked.command("CLUSTER", "NODES").split("\n", -1);
        return Stream.of(words)
                .map(line -> line.split(" ", -1))
                .filter(line -> line.length > 8 && line[1].startsWith(HOST + ":" + port + "@"))
                .flatMap(line -> Stream.of(line).skip(8))
                .filter(range -> !range.startsWith("["))
                .map(range -> range.split("-", -1))
                .anyMatch(
                        range ->
                                Integer.parseInt(range[0]) <= slot
                                        && slot <= Integer.parseInt(range[range.length - 1]));
    }

    /** The slot of a key, as a node says it. */
    public int slot(String key) {
        return Integer.parseInt(answering().command("CLUSTER", "KEYSLOT", key));
    }

    private static String id(RedisServer node) {
        return node.command("CLUSTER", "MYID");
    }

    /** Moves the slot of this key, with all that is in it, to another master. */
    public void move(String key, RedisServer to) {
        beginMove(key, to);
        moveKeys(key, to);
        endMove(key, to);
    }

    /** The owner begins to give up the slot of this key: new keys of it are made at {@code to}. */
    public void beginMove(String key, RedisServer to) {
        RedisServer from = owner(key);
        String slot = "" + slot(key);
        to.command("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
        from.command("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
    }

    /** Moves all keys that there are of the slot. */
    public void moveKeys(String key, RedisServer to) {
        RedisServer from = owner(key);
        String slot = "" + slot(key);
        for (String next = some(from, slot); !next.isEmpty(); next = some(from, slot)) {
            for (String each : next.split("\n", -1)) {
                from.command(
                        "MIGRATE",
                        HOST,
                        "" + to.port(),
                        each,
                        "0",
                        "5000",
                        "AUTH",
                        RedisServer.password());
            }
        }
    }

    private static String some(RedisServer node, String slot) {
        return node.command("CLUSTER", "GETKEYSINSLOT", slot, "100");
    }

    /** Makes the slot the other's for good, which the third master hears of by itself. */
    public void endMove(String key, RedisServer to) {
        RedisServer from = owner(key);
        String slot = "" + slot(key);
        to.command("CLUSTER", "SETSLOT", slot, "NODE", id(to));
        from.command("CLUSTER", "SETSLOT", slot, "NODE", id(to));
    }
}
