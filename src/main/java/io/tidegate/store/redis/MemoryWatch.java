package io.tidegate.store.redis;

import io.tidegate.store.StoreStatus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how full the server's memory is. One for all stores of the process: whichever looks first
 * asks, no more than once a second. For any thread.
 */
final class MemoryWatch {

    /** How often to look. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(MemoryWatch.class);

    private final long ownLimit;
    private final LongSupplier nanoTime;
    private final Watermark watermark = new Watermark();
    private final AtomicBoolean isAsking = new AtomicBoolean();
    private volatile long askedNanos;
    private volatile boolean isFull;
    private volatile StoreStatus.Room room = new StoreStatus.Room(0, 0);

    /**
     * A watch that has not looked yet.
     *
     * @param ownLimit how much the server should take, whatever it may; 0: that is up to it
     */
    MemoryWatch(long ownLimit, LongSupplier nanoTime) {
        this.ownLimit = ownLimit;
        this.nanoTime = nanoTime;
        askedNanos = nanoTime.getAsLong() - PERIOD.toNanos();
    }

    /** Asks the server over this link, unless somebody did just now. */
    void look(RedisLink link) {
        boolean isDue = nanoTime.getAsLong() - askedNanos >= PERIOD.toNanos() / 2;
        if (isDue && link.isUp() && isAsking.compareAndSet(false, true)) {
            ask(link)
                    .eventually(
                            () -> {
                                askedNanos = nanoTime.getAsLong();
                                isAsking.set(false);
                                return Future.succeededFuture();
                            })
                    .onFailure(
                            failure ->
                                    LOGGER.atDebug()
                                            .addKeyValue("error", failure.toString())
                                            .log("memory of redis unknown"));
        }
    }

    private Future<Void> ask(RedisLink link) {
        return link.send(Request.cmd(Command.INFO).arg("memory"))
                .map(facts -> note(facts.toString()))
                .mapEmpty();
    }

    /** What a replica or the log is still to be told does not count, as for Redis itself. */
    private boolean note(String facts) {
        long used = fact(facts, "used_memory") - fact(facts, "mem_not_counted_for_evict");
        long serverLimit = fact(facts, "maxmemory");
        long limit =
                ownLimit == 0 || serverLimit == 0
                        ? Math.max(ownLimit, serverLimit)
                        : Math.min(ownLimit, serverLimit);
        room = new StoreStatus.Room(Math.max(0, used), limit);
        boolean wasFull = isFull;
        isFull = watermark.note(used, limit);
        if (isFull != wasFull) {
            LOGGER.atWarn()
                    .addKeyValue("used", used)
                    .addKeyValue("limit", limit)
                    .log(isFull ? "redis is nearly full; events are refused" : "redis has room");
        }
        return isFull;
    }

    private static long fact(String facts, String name) {
        Matcher number = Pattern.compile("(?m)^" + name + ":(\\d{1,18})\\s*$").matcher(facts);
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }

    /** Whether so much is used that events should be refused. */
    boolean isFull() {
        return isFull;
    }

    /** What is used, and of how much. */
    StoreStatus.Room room() {
        return room;
    }
}
