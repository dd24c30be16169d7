package io.tidegate.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What is done to a site in one run, again and again until the time is over. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are copies, and what is done has no state.
enum Scenario {
    CALM("nothing", nemesis -> {}),
    KILL_GATEWAY("`kill -9` of a gateway", Nemesis::killGateway),
    KILL_WORKER(
            "`kill -9` of a worker",
            Nemesis::killWorker,
            "ingress,admin",
            "dispatch,admin",
            "dispatch,admin"),
    ROLLING_RESTART("SIGTERM and start, one after another", Nemesis::restartAll),
    ZOMBIE("SIGSTOP of a gateway for 14 to 22 s", Nemesis::pauseGateway),
    KILL_REDIS("`kill -9` of Redis", Nemesis::killRedis),
    PAUSE_REDIS("SIGSTOP of Redis for 0.2 to 20 s", Nemesis::pauseRedis),
    FORGET_SCRIPTS("`SCRIPT FLUSH`", Nemesis::forgetScripts),
    DESTROY_GROUP("`XGROUP DESTROY`", Nemesis::destroyGroup),
    DELETE_ALL("`FLUSHALL`", Nemesis::deleteAll),
    FILL_MEMORY("`maxmemory` reached", Nemesis::fillMemory),
    CUT("connections to Redis cut", Nemesis::cut),
    LOSE_REPLIES("half-open connections: replies are lost", Nemesis::loseReplies),
    LOSE_ALL("blackhole: nothing reaches Redis", Nemesis::loseAll),
    DELAY("25 to 500 ms more each way", Nemesis::delay),
    GARBLE("malformed replies", Nemesis::garble),
    KILL_MASTER("`kill -9` of the master", Topology.SENTINEL, it -> Failovers.of(it).killMaster()),
    PLANNED_FAILOVER(
            "`SENTINEL FAILOVER`", Topology.SENTINEL, it -> Failovers.of(it).handOverMaster()),
    PAUSE_MASTER(
            "SIGSTOP of the master through a failover",
            Topology.SENTINEL,
            it -> Failovers.of(it).pauseMaster()),
    CUT_OFF_MASTER(
            "the master and one gateway cut off from the rest",
            Topology.DIVISIBLE,
            it -> Failovers.of(it).cutOffMaster()),
    STOP_REPLICAS(
            "SIGSTOP of all replicas", Topology.SENTINEL, it -> Failovers.of(it).stopReplicas()),
    KILL_NODE(
            "`kill -9` of a master of the cluster",
            Topology.CLUSTER,
            it -> NodeFaults.of(it).killMaster()),
    HAND_OVER_NODE(
            "`CLUSTER FAILOVER`", Topology.CLUSTER, it -> NodeFaults.of(it).handOverMaster()),
    PAUSE_NODE(
            "SIGSTOP of a master of the cluster through a failover",
            Topology.CLUSTER,
            it -> NodeFaults.of(it).pauseMaster()),
    MOVE_SLOTS(
            "all slots of a master move to another",
            Topology.CLUSTER,
            it -> NodeFaults.of(it).moveSlots()),
    DISK_FULL("the disk of Redis is full", Topology.FRAIL, it -> Mishaps.of(it).fillDisk()),
    POWER_CUT(
            "the machine of Redis loses its power",
            Topology.FRAIL,
            it -> Mishaps.of(it).cutPower()),
    CLOCK_JUMP("a clock is an hour off", Topology.FRAIL, it -> Mishaps.of(it).moveAnyClock()),
    RESTART_WORKERS(
            "workers are restarted without a pause",
            it -> Mishaps.of(it).restartWorkers(),
            "ingress,admin",
            "dispatch,admin",
            "dispatch,admin"),
    UPSET_SINK("a destination fails", Nemesis::upsetSink),
    BRIEF("any that is soon over", Nemesis::anythingBrief),
    MIX("any of these that must lose nothing", Topology.FRAIL, Nemesis::anything);

    private final String words;
    private final Consumer<Nemesis> strike;
    private final Topology topology;
    private final List<String> roles;

    Scenario(String words, Consumer<Nemesis> strike, String... roles) {
        this(words, Topology.STANDALONE, strike, roles);
    }

    Scenario(String words, Topology topology, Consumer<Nemesis> strike, String... roles) {
        this.words = words;
        this.topology = topology;
        this.strike = strike;
        this.roles = roles.length == 0 ? List.of("", "") : List.of(roles);
    }

    /** What is done, in words. */
    String words() {
        return words;
    }

    /** Does it once. */
    void strike(Nemesis nemesis) {
        strike.accept(nemesis);
    }

    /** The gateways of the site. */
    List<String> roles() {
        return roles;
    }

    /** What stands behind the gateways. */
    Topology topology() {
        return topology;
    }

    /** Whether these servers can keep that level. */
    boolean isPossibleAt(Level level) {
        return level != Level.REPLICATED || topology.isReplicated();
    }

    /** Whether what was acknowledged may be lost: deleted, or with a master that had it alone. */
    boolean mayLose(Level level) {
        boolean isForgetful = this == DISK_FULL || this == POWER_CUT;
        return this == DELETE_ALL
                || (isForgetful && level != Level.FSYNCED)
                || (topology.isReplicated() && level != Level.REPLICATED);
    }

    /** What this computer would have to have for it and has not; nothing if it can be run. */
    Optional<String> lacking() {
        if (this == DISK_FULL && !SmallDisk.isPossible()) {
            return Optional.of("root, who may mount a disk");
        }
        boolean isShimmed = this == POWER_CUT || this == CLOCK_JUMP;
        return isShimmed && !Shim.isPossible() ? Optional.of("gcc") : Optional.empty();
    }

    /** As on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Scenario of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
