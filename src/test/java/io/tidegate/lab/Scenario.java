package io.tidegate.lab;

import java.util.List;
import java.util.Locale;
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
    UPSET_SINK("a destination fails", Nemesis::upsetSink),
    BRIEF("any that is soon over", Nemesis::anythingBrief),
    MIX("any of these that must lose nothing", Nemesis::anything);

    private final String words;
    private final Consumer<Nemesis> strike;
    private final List<String> roles;

    Scenario(String words, Consumer<Nemesis> strike, String... roles) {
        this.words = words;
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

    /** Whether what was acknowledged may be lost: somebody has deleted it. */
    boolean isDeletion() {
        return this == DELETE_ALL;
    }

    /** As on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Scenario of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
