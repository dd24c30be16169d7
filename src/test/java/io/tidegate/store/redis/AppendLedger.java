package io.tidegate.store.redis;

import io.tidegate.event.EventId;
import io.tidegate.store.EventStore;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Events;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Appends events at a steady rate, and knows which of them the store has confirmed. */
final class AppendLedger {

    private static final int TICK_MILLIS = 5;

    private static final String IDS =
            """
            local ids = {}
            for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
              ids[#ids + 1] = entry[1]
            end
            return ids
            """;

    private final Vertx vertx;
    private final Context loop;
    private final EventStore store;
    private final int perTick;
    private final int shards;
    private final Set<EventId> confirmed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicLong longestSilenceNanos = new AtomicLong();
    private final AtomicLong endOfSilenceNanos = new AtomicLong();
    private long timer;

    private volatile Optional<EventId> last = Optional.empty();

    /** Owned by the loop. */
    private long lastConfirmedNanos = System.nanoTime();

    AppendLedger(Vertx vertx, Context loop, EventStore store, int perSecond, int shards) {
        this.vertx = vertx;
        this.loop = loop;
        this.store = store;
        this.perTick = Math.max(1, perSecond * TICK_MILLIS / 1000);
        this.shards = shards;
    }

    void start() {
        timer =
                Futures.awaitOn(
                        loop,
                        () ->
                                Future.succeededFuture(
                                        vertx.setPeriodic(TICK_MILLIS, tick -> append())));
    }

    private void append() {
        for (int i = 0; i < perTick; i++) {
            store.append(Events.event("e" + tried.incrementAndGet()))
                    .onComplete(this::confirmed, this::failed);
        }
    }

    private void confirmed(EventId id) {
        confirmed.add(id);
        long now = System.nanoTime();
        long silence = now - lastConfirmedNanos;
        if (silence > longestSilenceNanos.get()) {
            longestSilenceNanos.set(silence);
            endOfSilenceNanos.set(now);
        }
        lastConfirmedNanos = now;
        last = Optional.of(id);
    }

    private void failed(Throwable failure) {
        boolean isUnknown = failure instanceof StoreException known && known.isUnknown();
        (isUnknown ? unknown : refused).incrementAndGet();
    }

    /** Appends no more, and waits until all that was begun has ended. */
    void stop() {
        Futures.awaitOn(loop, () -> Future.succeededFuture(vertx.cancelTimer(timer)));
        org.awaitility.Awaitility.await()
                .until(() -> confirmed.size() + refused.get() + unknown.get() == tried.get());
    }

    /** The ids of all that the store has confirmed. */
    Set<EventId> confirmed() {
        return Set.copyOf(confirmed);
    }

    /** The longest time between two confirmations. */
    long longestSilenceNanos() {
        return longestSilenceNanos.get();
    }

    /** When that was over, by the clock of {@link System#nanoTime}. */
    long endOfSilenceNanos() {
        return endOfSilenceNanos.get();
    }

    /** Whether this server has what the store has confirmed last. */
    boolean isLastOn(RedisServer server) {
        return last.filter(it -> missing(Set.of(it), server).isEmpty()).isPresent();
    }

    /** Those of {@code wanted} that this server does not have. */
    Set<EventId> missing(Set<EventId> wanted, RedisServer server) {
        return missing(wanted, stream -> server);
    }

    /** The same of several servers, of which each has some of the streams. */
    Set<EventId> missing(Set<EventId> wanted, Function<String, RedisServer> owner) {
        var missing = new HashSet<>(wanted);
        for (int shard = 0; shard < shards; shard++) {
            String stream = RedisStoreFixture.stream(shard);
            for (String entry :
                    owner.apply(stream).command("EVAL", IDS, "1", stream).split("\n", -1)) {
                if (!entry.isEmpty()) {
                    missing.remove(Entries.id(shard, entry));
                }
            }
        }
        return missing;
    }

    @Override
    public String toString() {
        return "confirmed %d, refused %d, unknown %d"
                .formatted(confirmed.size(), refused.get(), unknown.get());
    }
}
