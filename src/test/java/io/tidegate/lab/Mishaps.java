package io.tidegate.lab;

import io.tidegate.lab.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does harm to what gateways and their server run on, and mends it. */
final class Mishaps {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int RESTARTS = 5;

    private final Nemesis nemesis;
    private final Site site;
    private final Machine machine;

    private Mishaps(Nemesis nemesis) {
        this.nemesis = nemesis;
        this.site = nemesis.site();
        this.machine = site.servers().machine();
    }

    /** The same nemesis, for a site whose machine can fail. */
    static Mishaps of(Nemesis nemesis) {
        return new Mishaps(nemesis);
    }

    /** The disk is full for a while; a server that gives up is started when it is not any more. */
    void fillDisk() {
        var disk = machine.disk().orElseThrow();
        nemesis.during(
                Kind.REDIS,
                disk::fill,
                nemesis.between(Duration.ofSeconds(2), Duration.ofSeconds(6)),
                () -> {
                    disk.free();
                    site.redis().start();
                });
    }

    /** What the server has not got onto its disk is gone. */
    void cutPower() {
        var power = machine.power().orElseThrow();
        nemesis.during(
                Kind.REDIS,
                () -> {
                    site.redis().kill();
                    power.cut(site.redis().home());
                },
                nemesis.between(SOON, Duration.ofSeconds(2)),
                () -> site.redis().start());
    }

    /** The server's clock or a gateway's is an hour off for a while. */
    void moveAnyClock() {
        moveOneOf(machine.clocks().subList(0, 1 + site.posts().size()));
    }

    /** A gateway's clock is. */
    void moveGatewayClock() {
        moveOneOf(machine.clocks().subList(1, 1 + site.posts().size()));
    }

    /** While it is off a destination is moody: there are retries, each at its time. */
    private void moveOneOf(List<MovableClock> clocks) {
        var clock = nemesis.any(clocks);
        var more = nemesis.any(List.of(HOUR, HOUR.negated()));
        site.sink().play(Sink.Script.MOODY);
        nemesis.during(
                Kind.CLOCK,
                () -> clock.set(more),
                nemesis.between(Duration.ofSeconds(1), Duration.ofSeconds(6)),
                () -> clock.set(Duration.ZERO));
        site.sink().play(Sink.Script.UP);
    }

    /** Workers end, by SIGTERM or SIGKILL, and come back, one after another without a pause. */
    void restartWorkers() {
        var workers = site.posts().stream().filter(Site.Post::isWorker).toList();
        for (int i = 0; i < RESTARTS; i++) {
            var post = nemesis.any(workers);
            Runnable end =
                    nemesis.any(List.of(post.gateway()::kill, () -> post.gateway().terminate()));
            nemesis.during(Kind.GATEWAY, end, Duration.ZERO, post::start);
        }
    }

    /** Those of these that this machine can do, and that lose nothing at the level of the site. */
    List<Runnable> harmless() {
        var all = new ArrayList<Runnable>();
        if (!machine.clocks().isEmpty()) {
            all.add(this::moveGatewayClock);
        }
        if (site.level() == Level.FSYNCED && machine.disk().isPresent()) {
            all.add(this::fillDisk);
        }
        if (site.level() == Level.FSYNCED && machine.power().isPresent()) {
            all.add(this::cutPower);
        }
        return all;
    }
}
