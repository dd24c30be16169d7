package io.tidegate.lab;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what is in Redis by the layout that is published, and finds keys that nobody owns. */
public final class Census {

    private static final String STREAMS = "tg:{??}:events";

    private static final Pattern KNOWN =
            Pattern.compile(
                    "tg:(\\{\\d\\d}:(events|lease|unreadable|seen:v2:\\d+:\\d+:\\d+)"
                            + "|\\{d:[^}]+}:(due|parked|leases|dead|buried|rate"
                            + "|places|standing|lined|ages)"
                            + "|\\{all}:(wake|owed|paused)"
                            + "|\\{secrets}:(sealed|open:.+)"
                            + "|workers|layout)");

    private final List<Function<String[], String>> servers;

    /** Counts over one command at a time, whose reply has an element a line. */
    public Census(Function<String[], String> redis) {
        this(List.of(redis));
    }

    /** The same over several servers, of which each has some of the keys. */
    public Census(List<Function<String[], String>> servers) {
        this.servers = List.copyOf(servers);
    }

    private static List<String> ask(Function<String[], String> server, String... command) {
        return server.apply(command).lines().filter(line -> !line.isEmpty()).toList();
    }

    /** What each server says of each key of its own that matches. */
    private <T> Stream<T> ofKeys(
            String pattern, BiFunction<Function<String[], String>, String, T> question) {
        return servers.stream()
                .flatMap(
                        server ->
                                ask(server, "KEYS", pattern).stream()
                                        .map(key -> question.apply(server, key)));
    }

    /** Keys that are not in the layout. */
    public List<String> strangeKeys() {
        return ofKeys("*", (server, key) -> key)
                .filter(it -> !KNOWN.matcher(it).matches())
                .toList();
    }

    /** How many entries are pending in all shards. */
    public long pending() {
        return pendingByShard().stream().mapToLong(Census::number).sum();
    }

    /** The first and last of what is pending in each shard, with its readers, as Redis tells it. */
    List<List<String>> pendingByShard() {
        return ofKeys(STREAMS, (server, key) -> ask(server, "XPENDING", key, "dispatch")).toList();
    }

    private static long number(List<String> reply) {
        return reply.isEmpty() ? 0 : Long.parseLong(reply.get(0));
    }

    /** How many deliveries are parked for all destinations. */
    public long due() {
        return ofKeys("tg:{d:*}:due", (server, key) -> number(ask(server, "ZCARD", key)))
                .mapToLong(it -> it)
                .sum();
    }

    /** How many consumers the groups remember, at most, in one shard. */
    public long consumers() {
        return ofKeys(STREAMS, (server, key) -> ask(server, "XINFO", "CONSUMERS", key, "dispatch"))
                .mapToLong(it -> it.stream().filter("name"::equals).count())
                .max()
                .orElse(0);
    }

    /** The ids of what is parked for a destination, or dead. */
    public Set<String> kept(String destination) {
        return Stream.of(":parked", ":buried")
                .flatMap(
                        it ->
                                ofKeys(
                                        "tg:{d:" + destination + "}" + it,
                                        (server, key) -> ask(server, "HKEYS", key)))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /** The memory that the servers use for everything. */
    public long usedBytes() {
        return servers.stream()
                .flatMap(it -> ask(it, "INFO", "memory").stream())
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
                .sum();
    }
}
