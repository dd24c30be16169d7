package io.tidegate.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What commands of one purpose are sent over: a link to the one master, or a link to each master of
 * a cluster, among which the key decides. Owned by the event loop on which it was opened.
 */
interface Link {

    /** Has every connection looked at first; no link is up unless {@code guard} lets it. */
    Link guardedBy(Guard guard);

    /** Says nothing in the log: whoever uses it tells a person at once what is wrong. */
    Link quiet();

    /** Has it tried less often, while it is quiet, whether a connection is alive. */
    void calm(Duration heartbeat);

    /**
     * Begins to connect to whoever has these keys, and goes on until {@link #close}; to others when
     * a command for them comes.
     */
    void open(List<String> keys);

    /** Completes when the first attempt to connect to each of these has ended; never fails. */
    Future<Void> tried();

    /**
     * The reply to a command for this key and others of its slot, from whoever has them. Fails with
     * StoreException, at once if that link is down.
     */
    Future<Response> send(String key, Request request);

    /** The link to whoever has this key just now. */
    RedisLink of(String key);

    /**
     * Where a command goes that has failed on {@code tried} without having been done, because its
     * key is elsewhere; empty if it failed for another reason.
     */
    Optional<Detour> detour(RedisLink tried, String key, Throwable failure);

    /** The links that there are just now. */
    Collection<RedisLink> all();

    /** Whether some commands can be sent just now. No I/O. */
    boolean isUp();

    /** Whether all commands can be sent just now. No I/O. */
    boolean isUpEverywhere();

    /** Why the last attempt to connect failed. */
    String complaint();

    /** Whether nobody has needed the link yet. */
    boolean isUnused();

    /** Closes it for good; never fails. */
    Future<Void> close();
}
