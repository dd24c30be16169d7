package io.tidegate.lab;

import io.tidegate.lab.Fault.Kind;
import io.tidegate.lab.FaultProxy.Mode;
import io.tidegate.lab.Sink.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Does harm to a site, one fault at a time, and mends it. What it does follows from the seed. */
final class Nemesis {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int SHARDS = 8;

    private final Site site;
    private final Random random;

    Nemesis(Site site) {
        this.site = site;
        this.random = site.random();
    }

    /** Leaves the site alone for a while. */
    void rest(Duration least, Duration most) {
        hold(between(least, most));
    }

    Site site() {
        return site;
    }

    /** A time from the seed. */
    Duration between(Duration least, Duration most) {
        long span = Math.max(1, most.minus(least).toMillis());
        return least.plusMillis(random.nextLong(span));
    }

    static void hold(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * Until an event is acknowledged again that was sent after all faults, for a minute at most.
     */
    void awaitRecovery() {
        long from = System.nanoTime();
        long end = from + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end && !site.history().isAcceptedSince(from)) {
            hold(Duration.ofMillis(20));
        }
    }

    void during(Kind kind, Runnable begin, Duration time, Runnable mend) {
        long from = System.nanoTime();
        begin.run();
        hold(time);
        mend.run();
        site.history().add(new Fault(kind, from, System.nanoTime()));
        awaitRecovery();
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The stream of a shard. */
    String anyStream() {
        return "tg:{0%d}:events".formatted(random.nextInt(SHARDS));
    }

    /** Has a master replaced, which lasts until whoever decides it calls another the master. */
    void replace(Runnable begin, Runnable awaitOther) {
        long from = System.nanoTime();
        begin.run();
        awaitOther.run();
        site.history().add(new Fault(Kind.MASTER, from, System.nanoTime()));
    }

    /** SIGKILL, and a new start. */
    void killGateway() {
        var post = any(site.posts());
        during(Kind.GATEWAY, post.gateway()::kill, SHORT, post::start);
    }

    /** The same to one that delivers. */
    void killWorker() {
        var post = any(site.posts().stream().filter(Site.Post::isWorker).toList());
        during(Kind.GATEWAY, post.gateway()::kill, SHORT, post::start);
    }

    /** SIGTERM and a new start of each in turn. */
    void restartAll() {
        for (Site.Post post : site.posts()) {
            during(Kind.GATEWAY, post.gateway()::terminate, SHORT, post::start);
        }
    }

    /** SIGSTOP for longer than a worker keeps its shards. */
    void pauseGateway() {
        var gateway = any(site.posts()).gateway();
        var time = between(Duration.ofSeconds(14), Duration.ofSeconds(22));
        during(Kind.GATEWAY, gateway::pause, time, gateway::goOn);
    }

    /** SIGKILL, and a new start from what its log has. */
    void killRedis() {
        var redis = site.redis();
        during(Kind.REDIS, redis::kill, between(SHORT, Duration.ofSeconds(3)), redis::start);
    }

    /** SIGSTOP: connections stay, and nothing answers. */
    void pauseRedis() {
        var redis = site.redis();
        during(Kind.REDIS, redis::pause, between(SHORT, LONG), redis::resume);
    }

    /** All scripts are forgotten. */
    void forgetScripts() {
        during(Kind.REDIS, () -> site.redis().command("SCRIPT", "FLUSH"), SHORT, () -> {});
    }

    /** The group of one shard is destroyed, with all that was pending. */
    void destroyGroup() {
        String stream = anyStream();
        during(
                Kind.REDIS,
                () -> site.redis().command("XGROUP", "DESTROY", stream, "dispatch"),
                SHORT,
                () -> {});
    }

    /** Everything is deleted, as only an operator can. */
    void deleteAll() {
        during(Kind.REDIS, () -> site.redis().command("FLUSHALL"), SHORT, () -> {});
    }

    /** Redis may take little more than it has. */
    void fillMemory() {
        var redis = site.redis();
        long most = site.census().usedBytes() + (256 << 10);
        during(
                Kind.REDIS,
                () -> redis.command("CONFIG", "SET", "maxmemory", "" + most),
                between(Duration.ofSeconds(3), Duration.ofSeconds(6)),
                () -> redis.command("CONFIG", "SET", "maxmemory", "0"));
    }

    /** Connections are cut, and new ones for a while. */
    void cut() {
        network(Mode.CUT, Duration.ofSeconds(2));
    }

    /** Requests arrive and replies do not. */
    void loseReplies() {
        network(Mode.HALF_OPEN, Duration.ofSeconds(6));
    }

    /** Nothing arrives. */
    void loseAll() {
        network(Mode.BLACKHOLE, Duration.ofSeconds(6));
    }

    /** Each way takes up to half a second longer. */
    void delay() {
        site.proxy().delay(25 + random.nextInt(475));
        network(Mode.DELAY, Duration.ofSeconds(6));
    }

    /** Bytes of replies are changed. */
    void garble() {
        network(Mode.GARBLE, Duration.ofSeconds(3));
    }

    private void network(Mode mode, Duration most) {
        during(
                Kind.REDIS,
                () -> site.proxy().set(mode),
                between(SHORT, most),
                () -> site.proxy().set(Mode.PASS));
    }

    /** One destination fails in one way or another. */
    void upsetSink() {
        var script = any(List.of(Script.DOWN, Script.HUNG, Script.MOODY, Script.SLOW, Script.RUDE));
        during(
                Kind.SINK,
                () -> site.sink().play(script),
                between(Duration.ofSeconds(1), Duration.ofSeconds(8)),
                () -> site.sink().play(Script.UP));
    }

    /** Any of those that are soon over. */
    void anythingBrief() {
        List<Runnable> all =
                List.of(
                        this::killRedis,
                        this::forgetScripts,
                        this::cut,
                        this::garble,
                        this::upsetSink);
        any(all).run();
    }

    /** Any of these that must lose nothing. */
    void anything() {
        List<Runnable> all = new ArrayList<>(Mishaps.of(this).harmless());
        all.addAll(
                List.of(
                        this::killGateway,
                        this::pauseGateway,
                        this::killRedis,
                        this::pauseRedis,
                        this::forgetScripts,
                        this::destroyGroup,
                        this::fillMemory,
                        this::cut,
                        this::loseReplies,
                        this::loseAll,
                        this::delay,
                        this::garble,
                        this::upsetSink));
        any(all).run();
    }
}
