package io.tidegate.lab;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Counts what is in Redis by the layout that is published, and finds keys that nobody owns. */
public final class Census {

    private static final Pattern KNOWN =
            Pattern.compile(
                    "tg:(\\{\\d\\d}:(events|lease|unreadable|seen:v2:\\d+:\\d+:\\d+)"
                            + "|\\{d:[^}]+}:(due|parked|leases|dead|buried|rate"
                            + "|places|standing|lined|ages)"
                            + "|\\{all}:(wake|owed|paused)"
                            + "|\\{secrets}:(sealed|open:.+)"
                            + "|workers|layout)");

    private final Function<String[], String> redis;

    /** Counts over one command at a time, whose reply has an element a line. */
    public Census(Function<String[], String> redis) {
        this.redis = redis;
    }

    private List<String> ask(String... command) {
        return redis.apply(command).lines().filter(line -> !line.isEmpty()).toList();
    }

    /** Keys that are not in the layout. */
    public List<String> strangeKeys() {
        return ask("KEYS", "*").stream().filter(it -> !KNOWN.matcher(it).matches()).toList();
    }

    /** How many entries are pending in all shards. */
    public long pending() {
        return streams().stream().mapToLong(it -> number(ask("XPENDING", it, "dispatch"))).sum();
    }

    /** The first and last of what is pending in each shard, with its readers, as Redis tells it. */
    List<List<String>> pendingByShard() {
        return streams().stream().map(it -> ask("XPENDING", it, "dispatch")).toList();
    }

    private List<String> streams() {
        return ask("KEYS", "tg:{??}:events");
    }

    private static long number(List<String> reply) {
        return reply.isEmpty() ? 0 : Long.parseLong(reply.get(0));
    }

    /** How many deliveries are parked for all destinations. */
    public long due() {
        return ask("KEYS", "tg:{d:*}:due").stream().mapToLong(it -> number(ask("ZCARD", it))).sum();
    }

    /** How many consumers the groups remember, at most, in one shard. */
    public long consumers() {
        return streams().stream()
                .mapToLong(
                        it ->
                                ask("XINFO", "CONSUMERS", it, "dispatch").stream()
                                        .filter("name"::equals)
                                        .count())
                .max()
                .orElse(0);
    }

    /** The ids of what is parked for a destination, or dead. */
    public Set<String> kept(String destination) {
        var ids = new HashSet<String>();
        ids.addAll(ask("HKEYS", "tg:{d:" + destination + "}:parked"));
        ids.addAll(ask("HKEYS", "tg:{d:" + destination + "}:buried"));
        return ids;
    }

    /** The memory that Redis uses for everything. */
    public long usedBytes() {
        return ask("INFO", "memory").stream()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElse(0);
    }
}
