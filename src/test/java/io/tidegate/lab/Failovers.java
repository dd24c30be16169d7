package io.tidegate.lab;

import io.tidegate.lab.Fault.Kind;
import io.tidegate.testing.RedisGroup;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Does harm to a master with replicas and sentinels, and mends it. */
final class Failovers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Nemesis nemesis;
    private final Site site;
    private final RedisGroup group;

    private Failovers(Nemesis nemesis) {
        this.nemesis = nemesis;
        this.site = nemesis.site();
        this.group = site.servers().group();
    }

    /** The same nemesis, for a site that has replicas. */
    static Failovers of(Nemesis nemesis) {
        return new Failovers(nemesis);
    }

    /** SIGKILL; once another has taken its place it comes back as a replica. */
    void killMaster() {
        RedisServer old = group.master();
        replaced(old, old::kill);
        mend();
    }

    /** Another becomes the master though this one is well. */
    void handOverMaster() {
        replaced(group.master(), this::handOver);
        mend();
    }

    /** SIGSTOP until another has taken its place, and for some time more. */
    void pauseMaster() {
        RedisServer old = group.master();
        replaced(old, old::pause);
        nemesis.rest(Duration.ZERO, Duration.ofSeconds(3));
        old.resume();
        mend();
    }

    private void handOver() {
        // A sentinel that is busy with the last one says no.
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(this::isToldToHandOver);
    }

    private boolean isToldToHandOver() {
        group.failOver();
        return true;
    }

    private void replaced(RedisServer old, Runnable begin) {
        nemesis.replace(begin, () -> group.awaitOtherMaster(old));
    }

    /** Whoever was stopped goes on, and whoever was killed comes back. */
    private void mend() {
        nemesis.awaitRecovery();
        group.awaitWhole();
    }

    /** The master and a gateway are alone with each other until long after the others go on. */
    void cutOffMaster() {
        RedisServer old = group.master();
        replaced(old, site.servers()::cutOffMaster);
        nemesis.rest(Duration.ofSeconds(2), Duration.ofSeconds(5));
        site.servers().join(old);
        mend();
    }

    /** SIGSTOP of all replicas: nobody can confirm anything. */
    void stopReplicas() {
        var replicas = group.replicas();
        replicas.forEach(RedisServer::pause);
        long from = System.nanoTime();
        Nemesis.hold(nemesis.between(Duration.ofSeconds(3), Duration.ofSeconds(8)));
        boolean isFelt = site.level() == Level.REPLICATED;
        var fault = new Fault(isFelt ? Kind.REPLICAS : Kind.REDIS, from, System.nanoTime());
        replicas.forEach(RedisServer::resume);
        site.history().add(fault);
        mend();
    }
}
