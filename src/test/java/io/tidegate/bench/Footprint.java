package io.tidegate.bench;

import io.tidegate.config.StoreConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import io.tidegate.store.EventStore;
import io.tidegate.store.redis.RedisEventStores;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.StoreConfigs;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * How much memory of Redis an event takes that is stored, one that is parked besides, one that is a
 * dead letter besides, and a dedup id: as {@code used_memory} without the buffers of clients grows
 * by many of them.
 */
public final class Footprint implements AutoCloseable {

    private static final List<Integer> SIZES =
            List.of(1 << 10, 4 << 10, 64 << 10, 128 << 10, 1 << 20);
    private static final int BYTES_OF_A_SIZE = 48 << 20;
    private static final int MOST_EVENTS = 10_000;
    private static final int BYTES_AT_ONCE = 1 << 20;
    private static final int MOST_AT_ONCE = 100;
    private static final String DESTINATION = "ci";
    private static final Setback SETBACK = Setback.of("answered 503");

    /** What GitHub sends, as far as it is kept. */
    private static final Headers HEADERS =
            Headers.of(
                    "content-type",
                    "application/json",
                    "user-agent",
                    "GitHub-Hookshot/044aadd",
                    "x-github-event",
                    "push",
                    "x-github-hook-id",
                    "292430182",
                    "x-github-hook-installation-target-id",
                    "79929171",
                    "x-github-hook-installation-target-type",
                    "repository");

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final RedisServer redis = new RedisServer("--maxmemory-policy", "noeviction");
    private final Random random = new Random(1);
    private final EventStore store;

    private Footprint() {
        redis.start();
        var config = StoreConfigs.at(StoreConfig.Durability.MEMORY);
        var stores = new RedisEventStores(vertx, redis.config(), config);
        store = Futures.await(Futures.on(loop, () -> Future.succeededFuture(stores.open())));
    }

    private long usedBytes() {
        String memory = redis.command("INFO", "memory");
        return number(memory, "used_memory:") - number(memory, "mem_clients_normal:");
    }

    private static long number(String memory, String key) {
        return memory.lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.substring(key.length()).strip()))
                .sum();
    }

    /** Bytes of one stored, one parked and one dead. */
    private record Bytes(double stored, double parked, double dead) {}

    private Bytes measure(int size, boolean isText) {
        redis.command("FLUSHALL");
        int count = Math.min(MOST_EVENTS, BYTES_OF_A_SIZE / size);
        int atOnce = Math.max(1, Math.min(MOST_AT_ONCE, BYTES_AT_ONCE / size));
        var events = new ArrayList<StoredEvent>();
        long empty = usedBytes();
        for (int done = 0; done < count; done += atOnce) {
            events.addAll(append(Math.min(atOnce, count - done), size, isText));
        }
        long stored = usedBytes();
        each(events, atOnce, it -> store.park(delivery(it), Duration.ofHours(1), SETBACK));
        long parked = usedBytes();
        each(events, atOnce, it -> store.bury(delivery(it), SETBACK));
        long dead = usedBytes();
        return new Bytes(
                (stored - empty) / (double) count,
                (parked - stored) / (double) count,
                (dead - stored) / (double) count);
    }

    private List<StoredEvent> append(int count, int size, boolean isText) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) {
            events.add(event(isText ? text(size) : noise(size)));
        }
        var ids = all(events, store::append);
        var stored = new ArrayList<StoredEvent>();
        for (int i = 0; i < count; i++) {
            stored.add(new StoredEvent(ids.get(i), events.get(i)));
        }
        return stored;
    }

    private Event event(byte[] body) {
        String key = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        return new Event("github", "github", "push", key, Instant.EPOCH, HEADERS, body);
    }

    /** Half of it repeats itself, as JSON does. */
    private byte[] text(int size) {
        var text = new StringBuilder("{\"ref\":\"refs/heads/main\",\"commits\":[");
        while (text.length() < size) {
            text.append(
                    "{\"id\":\"%016x\",\"message\":\"a change\"},".formatted(random.nextLong()));
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), size);
    }

    private byte[] noise(int size) {
        var noise = new byte[size];
        random.nextBytes(noise);
        return noise;
    }

    private static Delivery delivery(StoredEvent event) {
        return new Delivery(event, DESTINATION, event.event().body(), 1);
    }

    private void each(
            List<StoredEvent> events, int atOnce, Function<StoredEvent, Future<Void>> command) {
        for (int from = 0; from < events.size(); from += atOnce) {
            all(events.subList(from, Math.min(events.size(), from + atOnce)), command);
        }
    }

    private <T, R> List<R> all(List<T> subjects, Function<T, Future<R>> command) {
        return Futures.awaitOn(
                loop,
                () -> {
                    var given = subjects.stream().map(command).toList();
                    return Future.all(given)
                            .map(all -> given.stream().map(Future::result).toList());
                });
    }

    /** Bytes of one id if as many are remembered as the store is configured for. */
    private double dedupBytes() {
        redis.command("FLUSHALL");
        var rules = DedupRules.everywhere(DedupRule.byKey(Duration.ofDays(3)));
        int count = 100_000;
        long empty = usedBytes();
        for (int done = 0; done < count; done += MOST_AT_ONCE) {
            var some = new ArrayList<StoredEvent>();
            for (int i = done; i < done + MOST_AT_ONCE; i++) {
                some.add(
                        new StoredEvent(
                                new EventId(i % 8, 1_790_000_000_000L + i, 0), event(new byte[1])));
            }
            Futures.awaitOn(loop, () -> store.claim(some, rules));
        }
        return (usedBytes() - empty) / (double) count;
    }

    private void print() {
        // What the server keeps of the first commands for good is not an event's.
        measure(4 << 10, true);
        System.out.println("| body | kind | stored | parked besides | dead besides |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (int size : SIZES) {
            for (boolean isText : List.of(true, false)) {
                var bytes = measure(size, isText);
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %s | %,.0f (%.2f) | %,.0f (%.2f) | %,.0f (%.2f) |%n",
                        size,
                        isText ? "text" : "noise",
                        bytes.stored(),
                        bytes.stored() / size,
                        bytes.parked(),
                        bytes.parked() / size,
                        bytes.dead(),
                        bytes.dead() / size);
            }
        }
        System.out.printf(Locale.ROOT, "%none dedup id: %.1f bytes%n", dedupBytes());
    }

    @Override
    public void close() {
        Futures.awaitOn(loop, store::close);
        Futures.await(vertx.close());
        redis.close();
    }

    /** Measures and prints; no arguments. */
    public static void main(String[] arguments) {
        try (var footprint = new Footprint()) {
            footprint.print();
        }
    }
}
