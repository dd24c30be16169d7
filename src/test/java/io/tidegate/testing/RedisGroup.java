package io.tidegate.testing;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Redis master, two replicas and three sentinels that watch over them, all real servers on
 * loopback. A master that is away for a second is replaced.
 */
public final class RedisGroup implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    /** Whom replicas and sentinels are to the servers, and gateways that are to share their lot. */
    public static final String PEERS = "peers";

    /** Whom a gateway is to the servers that is cut off together with a master. */
    public static final String NEAR = "near";

    private static final String MASTER = "main";
    private static final String WATCHWORD = "watch-word";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final List<String> options;
    private final List<RedisServer> servers = new ArrayList<>();
    private final List<Process> sentinels = new ArrayList<>();
    private final List<Integer> sentinelPorts = new ArrayList<>();

    /**
     * A group that is not started yet.
     *
     * @param options further options of each server, as on its command line: {@code "--appendonly",
     *     "yes"}
     */
    public RedisGroup(String... options) {
        this.options = List.of(options);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    /** Starts all of them, and waits until they are at work. */
    public void start() throws IOException {
        var first = new RedisServer(options());
        first.start();
        servers.add(first);
        for (int i = 0; i < 2; i++) {
            servers.add(new RedisServer(options("--replicaof", "127.0.0.1", "" + first.port())));
        }
        servers.forEach(RedisServer::start);
        for (int i = 0; i < 3; i++) {
            startSentinel(first.port());
        }
        awaitWhole();
    }

    private String[] options(String... more) {
        var users = Stream.of(PEERS, NEAR).flatMap(RedisGroup::user);
        var usual = Stream.concat(users, Stream.of("--masteruser", PEERS));
        return Stream.of(usual, options.stream(), Stream.of(more))
                .flatMap(Function.identity())
                .toArray(String[]::new);
    }

    private static Stream<String> user(String name) {
        return Stream.of("--user", name, "on", ">" + RedisServer.password(), "~*", "&*", "+@all");
    }

    private void startSentinel(int masterPort) throws IOException {
        int port = FreePorts.next();
        Path folder = Files.createTempDirectory("tidegate-sentinel");
        Path settings =
                Files.writeString(
                        folder.resolve("sentinel.conf"),
                        """
                        port %d
                        bind 127.0.0.1
                        requirepass %s
                        sentinel monitor main 127.0.0.1 %d 2
                        sentinel auth-user main %s
                        sentinel auth-pass main %s
                        sentinel down-after-milliseconds main 1000
                        sentinel failover-timeout main 2000
                        """
                                .formatted(
                                        port,
                                        WATCHWORD,
                                        masterPort,
                                        PEERS,
                                        RedisServer.password()));
        var line = List.of(RedisServer.binary().file().toString(), "" + settings, "--sentinel");
        sentinels.add(
                new ProcessBuilder(line)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sentinel.log").toFile())
                        .start());
        sentinelPorts.add(port);
    }

    /** How a store finds the master of this group. */
    public RedisConfig config(Duration timeout) {
        return new RedisConfig(
                RedisConfig.Mode.SENTINEL,
                "embedded",
                sentinelPorts.stream().map(port -> "redis://127.0.0.1:" + port).toList(),
                MASTER,
                "",
                new Secret(RedisServer.password()),
                TlsConfig.NONE,
                new SentinelConfig("", new Secret(WATCHWORD)),
                timeout,
                "no embedded server here");
    }

    /**
     * The same as the lines of a gateway's configuration.
     *
     * @param user whom the gateway is to the servers
     * @param ports where it finds the sentinels
     */
    public static String settings(String user, List<Integer> ports) {
        return """
        redis:
          mode: sentinel
          uris: %s
          master: %s
          user: %s
          password: "%s"
          sentinel: { password: "%s" }
        """
                .formatted(
                        ports.stream().map(it -> "\"redis://127.0.0.1:" + it + "\"").toList(),
                        MASTER,
                        user,
                        RedisServer.password(),
                        WATCHWORD);
    }

    /** Where the sentinels listen. */
    public List<Integer> sentinelPorts() {
        return List.copyOf(sentinelPorts);
    }

    /** Lets a server hear nothing more of {@link #PEERS}, nor them of it. */
    public static void cutOff(RedisServer server) {
        server.command("ACL", "SETUSER", PEERS, "off");
        server.command("CLIENT", "KILL", "USER", PEERS);
    }

    /** Mends it. */
    public static void join(RedisServer server) {
        server.command("ACL", "SETUSER", PEERS, "on");
        // Whoever was refused meanwhile would stay a stranger on the connection that it has.
        server.command("CLIENT", "KILL", "USER", "default", "SKIPME", "yes");
    }

    /** The passwords of servers and sentinels. */
    public List<String> secrets() {
        return List.of(RedisServer.password(), WATCHWORD);
    }

    /** All servers but the one that the sentinels call the master just now. */
    public List<RedisServer> replicas() {
        RedisServer master = master();
        return servers.stream().filter(it -> it != master).toList();
    }

    /** The server that the sentinels call the master just now; one of them is asked. */
    public RedisServer master() {
        int port = masterPort(0);
        return servers.stream().filter(it -> it.port() == port).findFirst().orElseThrow();
    }

    private int masterPort(int sentinel) {
        String address = ask(sentinel, "GET-MASTER-ADDR-BY-NAME", MASTER);
        return Integer.parseInt(address.split("\n", -1)[1]);
    }

    private String ask(int sentinel, String... words) {
        var line = Stream.concat(Stream.of("SENTINEL"), Stream.of(words)).toArray(String[]::new);
        return RawRedis.ask(sentinelPorts.get(sentinel), WATCHWORD, line);
    }

    /** Tells a sentinel to make another server the master, though this one is well. */
    public void failOver() {
        ask(0, "FAILOVER", MASTER);
    }

    /** Waits until the sentinel that is asked calls another than {@code old} the master. */
    public void awaitOtherMaster(RedisServer old) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .until(() -> masterPort(0) != old.port());
    }

    /** Starts what was killed, and waits until all are at work and agree on the master. */
    public void awaitWhole() {
        servers.forEach(RedisServer::start);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(this::isWhole);
    }

    private boolean isWhole() {
        RedisServer master = master();
        boolean isAgreed =
                Stream.of(0, 1, 2)
                        .allMatch(
                                it ->
                                        masterPort(it) == master.port()
                                                && isKnown(it, "num-slaves", "2")
                                                && isKnown(it, "num-other-sentinels", "2")
                                                && isKnown(it, "flags", "master"));
        return isAgreed && servers.stream().allMatch(it -> it == master || isInStep(it, master));
    }

    private boolean isKnown(int sentinel, String key, String value) {
        return ask(sentinel, "MASTER", MASTER).contains("\n" + key + "\n" + value + "\n");
    }

    private static boolean isInStep(RedisServer replica, RedisServer master) {
        String facts = replica.command("INFO", "replication");
        return facts.contains("master_port:" + master.port())
                && facts.contains("master_link_status:up");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Ends everything. */
    @Override
    public void close() {
        sentinels.forEach(Process::destroyForcibly);
        servers.forEach(RedisServer::close);
    }
}
