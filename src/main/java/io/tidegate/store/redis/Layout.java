package io.tidegate.store.redis;

import io.tidegate.store.Finding;
import io.tidegate.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a gateway away from keys that it would misread: those of another version of the layout, or
 * of another number of shards, some of which nobody would read. Who comes first writes down how it
 * lays things out. One for all links of the process, for any thread.
 */
final class Layout implements Guard {

    /** To be raised with every change that an older version would misread. */
    static final int VERSION = 1;

    private static final Logger LOGGER = LoggerFactory.getLogger(Layout.class);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) (\\d{1,9})");

    private final String key;
    private final String own;
    private final int shards;
    private volatile Optional<String> refusal = Optional.empty();

    /** Whether what is stored was found to be ours. */
    private volatile boolean isKnown;

    /** Connections to nodes that do not have the key, until that is known. */
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    Layout(Keys keys) {
        key = keys.layout();
        shards = keys.shards();
        own = VERSION + " " + shards;
    }

    /** Where it is written down how things are laid out. */
    String key() {
        return key;
    }

    /** What it means that this is written down there; null if nothing is. */
    Finding finding(@Nullable Response kept) {
        if (kept == null) {
            return Finding.ok("layout", "nothing is stored under this prefix yet");
        }
        return kept.toString().equals(own)
                ? Finding.ok("layout", "version " + VERSION + ", " + shards + " shards")
                : Finding.error("layout", "another one is in use", explain(kept.toString()));
    }

    /**
     * Fails if what is stored there is not ours to touch. A node of a cluster that does not have
     * the key is let pass once another one has been asked.
     */
    @Override
    public Future<RedisConnection> check(String node, RedisConnection connection) {
        return get(connection)
                .compose(
                        kept ->
                                kept.isEmpty()
                                        ? write(connection).compose(done -> get(connection))
                                        : Future.succeededFuture(kept))
                .compose(kept -> compare(kept.map(Response::toString).orElse(own)))
                .recover(this::unlessElsewhere)
                .map(connection);
    }

    private Future<Void> unlessElsewhere(Throwable failure) {
        if (!isElsewhere(failure)) {
            return Future.failedFuture(failure);
        }
        return isKnown ? Future.succeededFuture() : whenKnown();
    }

    /** On the event loop of the connection, whoever finds it out. */
    private Future<Void> whenKnown() {
        Promise<Void> known = Promise.promise();
        Context context = Objects.requireNonNull(Vertx.currentContext());
        waiting.add(() -> context.runOnContext(go -> compareAgain().onComplete(known)));
        if (isKnown) {
            tell();
        }
        return known.future();
    }

    private Future<Void> compareAgain() {
        return refusal.<Future<Void>>map(it -> Future.failedFuture(StoreException.notDone(it)))
                .orElseGet(Future::succeededFuture);
    }

    private void tell() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    /** Whether another node of the cluster has the key. */
    static boolean isElsewhere(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("MOVED") || message.startsWith("ASK");
    }

    private Future<Optional<Response>> get(RedisConnection connection) {
        return connection.send(Request.cmd(Command.GET).arg(key)).map(Optional::ofNullable);
    }

    /** A server without memory takes nothing new; whoever connects later writes it down. */
    private Future<?> write(RedisConnection connection) {
        return connection
                .send(Request.cmd(Command.SET).arg(key).arg(own).arg("NX"))
                .recover(
                        failure ->
                                String.valueOf(failure.getMessage()).startsWith("OOM")
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(failure));
    }

    private Future<Void> compare(String kept) {
        if (kept.equals(own)) {
            refusal = Optional.empty();
            isKnown = true;
            tell();
            return Future.succeededFuture();
        }
        String message = explain(kept);
        if (refusal.isEmpty()) {
            LOGGER.atError().addKeyValue("key", key).addKeyValue("is", kept).log(message);
        }
        refusal = Optional.of(message);
        isKnown = false;
        tell();
        return Future.failedFuture(StoreException.notDone(message));
    }

    private String explain(String kept) {
        Matcher parts = TEXT.matcher(kept);
        boolean isOurVersion = parts.matches() && parts.group(1).equals("" + VERSION);
        return isOurVersion
                ? "the events in redis are in %s shards: set store.shards to that, not %s"
                        .formatted(parts.group(2), shards)
                : "the events in redis are those of another version of Tidegate: run that one, or "
                        + "set another store.prefix";
    }

    /** Why no connection is made; empty if none was refused last. */
    Optional<String> refusal() {
        return refusal;
    }
}
