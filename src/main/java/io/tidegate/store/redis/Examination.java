package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.store.Finding;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at everything that matters about a server, for people, and changes nothing there. */
public final class Examination {

    private static final int SAMPLES = 20;
    private static final Duration SLOW = Duration.ofMillis(5);
    private static final Duration FAR_OFF = Duration.ofSeconds(1);
    private static final String START_IT = "start it, or correct redis.uri and redis.password";

    private final Vertx vertx;
    private final StoreConfig config;
    private final InstantSource clock;

    /** An examination for what this configuration promises. */
    public Examination(Vertx vertx, StoreConfig config, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The embedded server that runs for this configuration now; empty if none was started, or it
     * was ended in the orderly way. Reads a file.
     */
    public static Optional<RedisConfig> running(RedisConfig config) throws IOException {
        return DataFolder.peek(Path.of(config.data()))
                .map(
                        it ->
                                new RedisConfig(
                                        it.uri(), it.password(), config.timeout(), config.data()));
    }

    /** What was found out about the server at a real address; never fails. For any thread. */
    public Future<List<Finding>> of(RedisConfig redis) {
        Promise<List<Finding>> found = Promise.promise();
        // A link belongs to one event loop.
        vertx.runOnContext(go -> look(redis).onComplete(found));
        return found.future();
    }

    private Future<List<Finding>> look(RedisConfig redis) {
        var byNode = new TreeMap<String, List<Finding>>();
        var links = new RedisLinks(vertx, redis);
        var link = links.to(LinkPurpose.CHECK).quiet();
        link.guardedBy((node, it) -> examine(it, links.isCluster(), findingsOf(node, byNode)))
                .open(keys().standing());
        return link.tried()
                .transform(
                        tried -> {
                            var findings = new ArrayList<>(List.of(connection(redis, link)));
                            findings.addAll(NodeFindings.worst(byNode));
                            return link.close().map(closed -> List.copyOf(findings));
                        });
    }

    /** An empty list to be filled: a connection that failed may be tried again. */
    private static List<Finding> findingsOf(String node, Map<String, List<Finding>> byNode) {
        var findings = new ArrayList<Finding>();
        byNode.put(node, findings);
        return findings;
    }

    private static Finding connection(RedisConfig redis, Link link) {
        if (!link.isUpEverywhere()) {
            return Finding.error("connection", redis + ": " + link.complaint(), START_IT);
        }
        return redis.mode() == RedisConfig.Mode.CLUSTER
                ? Finding.ok(
                        "connection",
                        redis + ": all masters that have our keys answer: " + link.all().size())
                : Finding.ok("connection", redis + " answers and is a master");
    }

    private Future<RedisConnection> examine(
            RedisConnection connection, boolean isCluster, List<Finding> findings) {
        return ServerFacts.of(connection)
                .onSuccess(
                        facts -> findings.addAll(new Fitness(facts, config, isCluster).findings()))
                .onSuccess(facts -> findings.add(memory(facts)))
                .compose(facts -> layout(connection))
                .map(layout -> layout.map(findings::add))
                .compose(added -> clock(connection))
                .map(findings::add)
                .compose(added -> latency(connection, List.of()))
                .map(findings::add)
                .map(connection);
    }

    /** Empty if another node of the cluster has the key. */
    private Future<Optional<Finding>> layout(RedisConnection connection) {
        return connection
                .send(Request.cmd(Command.GET).arg(layout().key()))
                .map(kept -> Optional.of(layout().finding(kept)))
                .recover(
                        failure ->
                                Layout.isElsewhere(failure)
                                        ? Future.succeededFuture(Optional.empty())
                                        : Future.failedFuture(failure));
    }

    private Keys keys() {
        return new Keys(config.prefix(), config.shards());
    }

    private Layout layout() {
        return new Layout(keys());
    }

    private Finding memory(ServerFacts facts) {
        long used = number(facts, "used_memory");
        long own = config.maxMemory().bytes();
        long servers = number(facts, "maxmemory");
        long limit = own == 0 || servers == 0 ? Math.max(own, servers) : Math.min(own, servers);
        if (limit == 0) {
            return Finding.warning(
                    "memory",
                    mebibytes(used) + " used without a limit, so redis may take the whole machine",
                    "CONFIG SET maxmemory to three quarters of the machine's, or set store.maxMemory");
        }
        String text = mebibytes(used) + " of " + mebibytes(limit) + " used";
        return new Watermark().note(used, limit)
                ? Finding.error("memory", text + ", so that events are refused", "make room")
                : Finding.ok("memory", text);
    }

    private static long number(ServerFacts facts, String name) {
        return facts.fact(name)
                .filter(it -> it.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private Future<Finding> clock(RedisConnection connection) {
        long before = clock.millis();
        return connection
                .send(Request.cmd(Command.TIME))
                .map(time -> (before + clock.millis()) / 2 - millis(time))
                .map(
                        ahead ->
                                Math.abs(ahead) > FAR_OFF.toMillis()
                                        ? Finding.warning(
                                                "clock",
                                                "this clock is "
                                                        + ahead
                                                        + " ms ahead of the server's",
                                                "let NTP set both")
                                        : Finding.ok("clock", ahead + " ms ahead of the server's"));
    }

    private static long millis(Response time) {
        return time.get(0).toLong() * 1_000 + time.get(1).toLong() / 1_000;
    }

    /** One command after the other, so that each shows a whole round trip. */
    private static Future<Finding> latency(RedisConnection connection, List<Long> nanos) {
        if (nanos.size() == SAMPLES) {
            return Future.succeededFuture(latency(nanos.stream().sorted().toList()));
        }
        long start = System.nanoTime();
        return connection
                .send(Request.cmd(Command.PING))
                .compose(
                        pong -> {
                            var more = new ArrayList<>(nanos);
                            more.add(System.nanoTime() - start);
                            return latency(connection, more);
                        });
    }

    private static Finding latency(List<Long> sorted) {
        long median = sorted.get(SAMPLES / 2);
        String text =
                "median %.1f ms, slowest %.1f ms of %d round trips"
                        .formatted(median / 1e6, sorted.get(SAMPLES - 1) / 1e6, SAMPLES);
        return median > SLOW.toNanos()
                ? Finding.warning("latency", text, "bring gateway and redis closer together")
                : Finding.ok("latency", text);
    }
}
