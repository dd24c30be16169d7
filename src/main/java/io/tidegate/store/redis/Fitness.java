package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a server can keep events as durable as is configured, and what to change if it cannot.
 * Decides by what the server has said, without I/O.
 */
final class Fitness {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\..*");
    private static final int OLDEST = 7;

    private final ServerFacts facts;
    private final boolean isCluster;
    private final Durability level;
    private final int replicas;

    /**
     * @param isCluster whether the server is to be a node of a cluster
     */
    Fitness(ServerFacts facts, StoreConfig config, boolean isCluster) {
        this.facts = facts;
        this.isCluster = isCluster;
        level = config.durability();
        replicas = config.replicas();
    }

    /** One finding on each thing that matters at this level, in the order of looking. */
    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(version());
        mode().ifPresent(findings::add);
        findings.add(eviction());
        findings.add(persistence());
        if (level == Durability.FSYNCED) {
            findings.add(fsync());
        } else if (level == Durability.REPLICATED) {
            findings.add(replicas());
        }
        return findings;
    }

    private Finding version() {
        String version = facts.fact("redis_version").orElse("");
        Matcher parts = VERSION.matcher(version);
        if (parts.matches() && Integer.parseInt(parts.group(1)) >= OLDEST) {
            return Finding.ok("version", name() + " compatible with " + version);
        }
        return version.isEmpty()
                ? Finding.warning(
                        "version",
                        "the server does not answer INFO",
                        "allow INFO to this user, else nothing can be checked")
                : Finding.warning(
                        "version",
                        "redis " + version + " is older than 7.0",
                        "upgrade it; nothing older is tested");
    }

    /** A server that does not tell is believed to be what it is taken for. */
    private Optional<Finding> mode() {
        boolean isNode = facts.fact("redis_mode").orElse("").equals("cluster");
        if (isCluster) {
            return Optional.of(
                    isNode || facts.fact("redis_mode").isEmpty()
                            ? Finding.ok("mode", "a node of a Redis Cluster")
                            : Finding.error(
                                    "mode",
                                    "the server is not part of a Redis Cluster",
                                    "set redis.mode to standalone and redis.uri"));
        }
        return isNode
                ? Optional.of(
                        Finding.error(
                                "mode",
                                "the server is part of a Redis Cluster",
                                "set redis.mode to cluster, and redis.uris to some of its nodes"))
                : Optional.empty();
    }

    private String name() {
        return facts.fact("server_name").orElse("redis");
    }

    private Finding eviction() {
        String policy = facts.fact("maxmemory_policy").orElse("unknown");
        return switch (policy) {
            case "noeviction" -> Finding.ok("eviction", "maxmemory-policy is noeviction");
            case "unknown" ->
                    Finding.warning(
                            "eviction",
                            "maxmemory-policy is unknown",
                            "make sure that it is noeviction");
            default ->
                    Finding.error(
                            "eviction",
                            "maxmemory-policy is " + policy + ", so redis may drop events",
                            "CONFIG SET maxmemory-policy noeviction, and the same in its file");
        };
    }

    private Finding persistence() {
        return switch (facts.fact("aof_enabled").orElse("unknown")) {
            case "1" -> Finding.ok("persistence", "appendonly is yes");
            case "0" -> noPersistence();
            default ->
                    Finding.warning(
                            "persistence",
                            "appendonly is unknown",
                            "make sure that it is yes, or a restart of redis loses events");
        };
    }

    private Finding noPersistence() {
        String text = "appendonly is no, so a restart of redis loses events";
        String remedy = "CONFIG SET appendonly yes, and the same in its file";
        return level == Durability.FSYNCED
                ? Finding.error("persistence", text, remedy)
                : Finding.warning("persistence", text, remedy);
    }

    private Finding fsync() {
        if (facts.fsync().equals("always")) {
            return Finding.ok("fsync", "appendfsync is always");
        }
        if (facts.isWaitingForDisk()) {
            return Finding.ok("fsync", "WAITAOF confirms each batch");
        }
        return facts.fsync().isEmpty()
                ? Finding.error(
                        "fsync",
                        "the server hides CONFIG and has no WAITAOF, so appendfsync is unknown",
                        "allow CONFIG GET to this user, or use a server of 7.2 or newer")
                : Finding.error(
                        "fsync",
                        "appendfsync is " + facts.fsync() + " and the server has no WAITAOF",
                        "CONFIG SET appendfsync always, or use a server of 7.2 or newer");
    }

    private Finding replicas() {
        if (!facts.isWaiting()) {
            return Finding.error(
                    "replicas", "this user may not use WAIT", "allow WAIT to this user");
        }
        if (facts.facts().isEmpty()) {
            return Finding.warning(
                    "replicas", "their number is unknown", "allow INFO to this user");
        }
        long online = facts.replicas();
        String text = online + " online, " + replicas + " needed";
        if (online > replicas) {
            return Finding.ok("replicas", text);
        }
        String remedy = "attach one more with REPLICAOF";
        return online == replicas
                ? Finding.warning("replicas", text + ", so that none may fail", remedy)
                : Finding.error("replicas", text, remedy + ", or lower store.replicas");
    }
}
