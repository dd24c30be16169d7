package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Sentinels, all of which are asked at once for the master. What the one with the newest
 * configuration says counts: one that was cut off from the others still names the old master. No
 * majority is asked for, so that two dead sentinels of three do not keep us from a master that
 * lives.
 *
 * <p>While connections are in use they are asked five times a second whether that has changed, or
 * is about to. A master that was replaced goes on taking commands for up to ten seconds, until a
 * sentinel makes it a replica; measured, all it took was lost.
 */
final class Sentinels implements MasterLocator {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Vertx vertx;
    private final FreshConfig config;
    private final LongSupplier nanoTime;
    private final AtomicLong lastLookNanos;

    /** What counts just now; empty before the first answer. */
    private volatile Optional<SentinelAnswer> newest = Optional.empty();

    Sentinels(Vertx vertx, FreshConfig config, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.config = config;
        this.nanoTime = nanoTime;
        lastLookNanos = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public Future<Located> locate() {
        return config.get().compose(this::locate);
    }

    private Future<Located> locate(RedisConfig now) {
        var asked = askAll(now);
        return Future.join(asked)
                .transform(
                        all ->
                                SentinelAnswer.newest(answers(asked))
                                        .map(it -> settled(now, it))
                                        .orElseGet(() -> nobodyKnows(now, asked)));
    }

    private List<Future<SentinelAnswer>> askAll(RedisConfig now) {
        return now.uris().stream().map(uri -> SentinelQuestion.ask(vertx, now, uri)).toList();
    }

    private static List<SentinelAnswer> answers(List<Future<SentinelAnswer>> asked) {
        return asked.stream().filter(Future::succeeded).map(Future::result).toList();
    }

    /** While it is handed over nobody is the master, for a moment. */
    private Future<Located> settled(RedisConfig now, SentinelAnswer answer) {
        return answer.isHandingOver()
                ? Future.failedFuture(Located.SUPERSEDED + ", or is about to be")
                : Future.succeededFuture(located(now, answer));
    }

    private Located located(RedisConfig now, SentinelAnswer answer) {
        // Not the newest ever heard: sentinels that were set up anew count from zero again.
        newest = Optional.of(answer);
        String scheme = now.isOverTls() ? "rediss://" : "redis://";
        return new Located(ClientOptions.of(now, scheme + answer.address()), answer.epoch());
    }

    private static Future<Located> nobodyKnows(
            RedisConfig now, List<Future<SentinelAnswer>> asked) {
        var reasons = asked.stream().map(it -> it.cause().getMessage()).distinct().toList();
        return Future.failedFuture("no sentinel names a master '" + now.master() + "': " + reasons);
    }

    @Override
    public Future<Void> confirm(Located located) {
        return locate().compose(
                        now ->
                                now.isSameServerAs(located)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(Located.SUPERSEDED));
    }

    /** What it hears counts for all connections. */
    @Override
    public MasterWatch watch() {
        return new SentinelWatch(vertx, config, this::note);
    }

    @Override
    public boolean isSuperseded(Located located) {
        long last = lastLookNanos.get();
        long now = nanoTime.getAsLong();
        // Of all connections that ask, one begins the next look.
        if (now - last >= PERIOD_NANOS && lastLookNanos.compareAndSet(last, now)) {
            look();
        }
        return newest.filter(located::isSupersededBy).isPresent();
    }

    /** Each answer counts as it comes, so that a dead sentinel holds up nobody. */
    private void look() {
        config.get().onSuccess(now -> askAll(now).forEach(it -> it.onSuccess(this::note)));
    }

    private synchronized void note(SentinelAnswer answer) {
        long known = newest.map(SentinelAnswer::epoch).orElse(-1L);
        boolean isHandover = answer.isHandingOver() && answer.epoch() == known;
        if (answer.epoch() > known || isHandover) {
            newest = Optional.of(answer);
        }
    }
}
