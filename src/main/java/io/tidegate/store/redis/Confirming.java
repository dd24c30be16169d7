package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what was written confirmed as far as the durability level asks. Owned by the event loop of
 * its link, of which it looks at every connection, because each may lead to another server.
 */
final class Confirming {

    private static final Logger LOGGER = LoggerFactory.getLogger(Confirming.class);

    private final StoreConfig config;
    private final ServerCheck check;
    private final long limitMillis;

    /** The nodes whose log is always synced, and those that were short of what is needed last. */
    private final Set<String> alwaysSynced = new HashSet<>();

    private final Set<String> shortOfIt = new HashSet<>();

    /**
     * @param commandLimit how long a command may take; a confirmation gets half of it, so that it
     *     is always the server that says no, and the connection stays
     */
    Confirming(StoreConfig config, ServerCheck check, Duration commandLimit) {
        this.config = config;
        this.check = check;
        limitMillis = Math.max(1, commandLimit.toMillis() / 2);
    }

    /** The connection again; fails if the server behind it cannot keep the level. */
    Future<RedisConnection> check(String node, RedisConnection connection) {
        return ServerFacts.of(connection).compose(facts -> judge(node, facts)).map(connection);
    }

    private Future<Void> judge(String node, ServerFacts facts) {
        if (facts.fsync().equals("always")) {
            alwaysSynced.add(node);
        } else {
            alwaysSynced.remove(node);
        }
        return check.judge(node, facts);
    }

    /** Whether the reply to a write is not enough. */
    private boolean isNeeded(RedisLink link) {
        return switch (config.durability()) {
            case MEMORY -> false;
            case REPLICATED -> true;
            case FSYNCED -> !alwaysSynced.contains(link.nodeName());
        };
    }

    /**
     * Completes when all that was written over this link is as durable as is configured. Fails with
     * {@link StoreException#isUnknown()} if that is not known in time: it may be so, or become so.
     */
    Future<Void> confirm(RedisLink link) {
        if (!isNeeded(link)) {
            return Future.succeededFuture();
        }
        return config.durability() == Durability.REPLICATED
                // Not before: a server that is replaced meanwhile has confirmed in vain.
                ? ask(link, waitForReplicas(), config.replicas(), "replicas")
                        .compose(confirmed -> link.affirm())
                : ask(link, waitForDisk(), 1, "disk");
    }

    private Request waitForReplicas() {
        return Request.cmd(Command.WAIT).arg(config.replicas()).arg(limitMillis);
    }

    private Request waitForDisk() {
        return Request.cmd(Command.WAITAOF).arg(1).arg(0).arg(limitMillis);
    }

    private Future<Void> ask(RedisLink link, Request request, int wanted, String where) {
        return link.send(request)
                .map(Confirming::count)
                .recover(failure -> Future.failedFuture(unknown(failure)))
                .compose(confirmed -> compare(link.nodeName(), confirmed, wanted, where));
    }

    private static StoreException unknown(Throwable cause) {
        return StoreException.unknown("not confirmed: " + cause.getMessage());
    }

    /** {@code WAITAOF} answers with two numbers, of which the first is the server's own. */
    private static int count(Response reply) {
        return reply.type() == ResponseType.MULTI ? reply.get(0).toInteger() : reply.toInteger();
    }

    private Future<Void> compare(String node, int confirmed, int wanted, String where) {
        boolean isShort = confirmed < wanted;
        if (isShort ? shortOfIt.add(node) : shortOfIt.remove(node)) {
            LOGGER.atLevel(isShort ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.INFO)
                    .addKeyValue("level", config.durability().word())
                    .addKeyValue("node", node)
                    .addKeyValue("confirmed", confirmed)
                    .addKeyValue("needed", wanted)
                    .log(isShort ? "events are not durable in time" : "events are durable in time");
        }
        return isShort
                ? Future.failedFuture(
                        StoreException.unknown(
                                "confirmed by %d of %d %s".formatted(confirmed, wanted, where)))
                : Future.succeededFuture();
    }
}
