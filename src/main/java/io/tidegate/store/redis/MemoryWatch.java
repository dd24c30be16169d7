package io.tidegate.store.redis;

import io.tidegate.store.StoreStatus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how full the server's memory is; of several, that of the fullest. One for all stores of the
 * process: whichever looks first asks, no more than once a second. For any thread.
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

    /** Asks the servers over this link, unless somebody did just now. The fullest counts. */
    void look(Link link) {
        boolean isDue = nanoTime.getAsLong() - askedNanos >= PERIOD.toNanos() / 2;
        if (isDue && link.isUp() && isAsking.compareAndSet(false, true)) {
            ask(link)
                    .onComplete(
                            answered -> {
                                askedNanos = nanoTime.getAsLong();
                                isAsking.set(false);
                            });
        }
    }

    private Future<Void> ask(Link link) {
        var asked = link.all().stream().filter(Link::isUp).map(this::roomOf).toList();
        return Future.join(asked)
                .<Void>mapEmpty()
                .otherwiseEmpty()
                .onSuccess(
                        all ->
                                asked.stream()
                                        .filter(Future::succeeded)
                                        .map(Future::result)
                                        .max(Comparator.comparingDouble(MemoryWatch::fullness))
                                        .ifPresent(this::note));
    }

    private Future<StoreStatus.Room> roomOf(RedisLink link) {
        return link.send(Request.cmd(Command.INFO).arg("memory"))
                .map(facts -> room(facts.toString()))
                .onFailure(
                        failure ->
                                LOGGER.atDebug()
                                        .addKeyValue("error", failure.toString())
                                        .log("memory of redis unknown"));
    }

    /** What a replica or the log is still to be told does not count, as for Redis itself. */
    private StoreStatus.Room room(String facts) {
        long used = fact(facts, "used_memory") - fact(facts, "mem_not_counted_for_evict");
        long serverLimit = fact(facts, "maxmemory");
        long limit =
                ownLimit == 0 || serverLimit == 0
                        ? Math.max(ownLimit, serverLimit)
                        : Math.min(ownLimit, serverLimit);
        return new StoreStatus.Room(Math.max(0, used), limit);
    }

    private static double fullness(StoreStatus.Room room) {
        return room.limit() == 0 ? 0 : (double) room.used() / room.limit();
    }

    private void note(StoreStatus.Room fullest) {
        room = fullest;
        boolean wasFull = isFull;
        isFull = watermark.note(fullest.used(), fullest.limit());
        if (isFull != wasFull) {
            LOGGER.atWarn()
                    .addKeyValue("used", fullest.used())
                    .addKeyValue("limit", fullest.limit())
                    .log(isFull ? "redis is nearly full; events are refused" : "redis has room");
        }
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
