package io.tidegate.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How events are stored.
 *
 * @param durability what a 2xx promises: memory, the server has confirmed the write; replicated, so
 *     many replicas have it too; fsynced, it is on the server's disk; each batch of events has half
 *     of {@code redis.timeout} for it, else its requests are answered 503; default memory
 * @param replicas how many replicas must have an event at durability replicated, 1 to 16; default 1
 * @param shards into how many streams events are spread, 1 to 512; fixed once events are stored;
 *     default 8
 * @param prefix what every key begins with, so that installations can share a server; 1 to 16 of
 *     a-z, 0-9 and -; default tg
 * @param dedupWindow how long a second event with the same dedup key counts as a duplicate, for
 *     sources that set no {@code dedup.window} and whose provider says nothing; default 72h
 * @param dedupCapacity about how many events come in one window, 1000 to 10 billion; sizes the
 *     buckets in which dedup keys are kept; default 10 million
 * @param lease how long a worker that says nothing keeps its shards, 1s to 1m; a crashed one is
 *     replaced after this and half as much again at the latest; default 10s
 * @param maxMemory how much memory the server should take, above 80 % of which events are refused
 *     until it is below 75 % again, except from senders that never repeat them; default 0, which
 *     means the server's own limit, and none if it has none
 * @param hold how long requests wait while the store is away
 * @param journal where events are kept on this machine while the store is away
 * @param history how long settled events are kept
 * @param secretKey what secrets are encrypted with that senders hand over in a handshake, the same
 *     for all gateways of one store; at least 32 characters; default none, and then such sources
 *     need a secret of their own
 */
public record StoreConfig(
        @Default("memory") Durability durability,
        @Default("1") int replicas,
        @Default("8") int shards,
        @Default("tg") String prefix,
        @Default("72h") Duration dedupWindow,
        @Default("10000000") long dedupCapacity,
        @Default("10s") Duration lease,
        @Default("0") ByteSize maxMemory,
        HoldConfig hold,
        JournalConfig journal,
        HistoryConfig history,
        @Default("") Secret secretKey) {

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9-]{1,16}");
    private static final int SHORTEST_KEY = 32;

    public StoreConfig {
        new Bounds()
                .between("replicas", replicas, 1, 16)
                .between("shards", shards, 1, 512)
                .that(
                        "prefix",
                        PREFIX.matcher(prefix).matches(),
                        "must be 1 to 16 of a-z, 0-9 and -")
                .positive("dedupWindow", dedupWindow)
                .between("dedupCapacity", dedupCapacity, 1000, 10_000_000_000L)
                .that(
                        "lease",
                        lease.toMillis() >= 1_000 && lease.toMillis() <= 60_000,
                        "must be 1s to 1m")
                .that(
                        "secretKey",
                        !secretKey.isPresent() || secretKey.value().length() >= SHORTEST_KEY,
                        "must have at least " + SHORTEST_KEY + " characters")
                .check();
    }

    /** What a 2xx promises. */
    public enum Durability {
        /** Redis has confirmed the write; what that survives is up to its persistence settings. */
        MEMORY,

        /** So many replicas have confirmed it too, so that one may take over from the master. */
        REPLICATED,

        /** It is on the disk of the server, so that it survives a power cut. */
        FSYNCED;

        /** As it is written in the configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How long requests wait, unanswered, for a store that is away or slow; then they are answered
     * 503. So a failover is not seen by senders.
     *
     * @param time how long a sender waits for an answer at most, 100ms to 10s; one of whom it is
     *     known that it waits less than one and a half times as long itself, two thirds of that;
     *     default 2s
     * @param bytes how much all requests that wait may take together, the last quarter of it only
     *     those of senders that never repeat a request; 0 means that none waits; default 64MiB
     */
    public record HoldConfig(@Default("2s") Duration time, @Default("64MiB") ByteSize bytes) {

        public HoldConfig {
            new Bounds()
                    .that(
                            "time",
                            time.toMillis() >= 100 && time.toMillis() <= 10_000,
                            "must be 100ms to 10s")
                    .check();
        }
    }

    /**
     * Where events are kept on this machine while the store is away, to be accepted then too. They
     * are moved into the store when it is back, and until then are as durable as this disk.
     *
     * @param path the file, which belongs to this gateway alone; default none, and then requests
     *     wait and are answered 503
     * @param bytes how long the file may become, 64KiB to 1024GiB; default 256MiB
     */
    public record JournalConfig(@Default("") String path, @Default("256MiB") ByteSize bytes) {

        public JournalConfig {
            new Bounds()
                    .between("bytes", bytes, new ByteSize(64 << 10), new ByteSize(1L << 40))
                    .check();
        }

        /** Whether there is one. */
        public boolean isPresent() {
            return !path.isEmpty();
        }
    }

    /**
     * How long settled events are kept.
     *
     * @param age the age at which a settled event is dropped; default 1h
     * @param bytes how much memory the streams may take, above which settled events are dropped
     *     before that age, the oldest first; what is not settled is kept all the same; default
     *     256MiB
     */
    public record HistoryConfig(@Default("1h") Duration age, @Default("256MiB") ByteSize bytes) {

        public HistoryConfig {
            new Bounds().notNegative("age", age).check();
        }
    }
}
