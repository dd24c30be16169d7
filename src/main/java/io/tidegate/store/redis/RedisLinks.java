package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.redis.Cluster;
import io.tidegate.redis.MasterLocator;
import io.tidegate.redis.Node;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the links to one Redis, be it one server or a cluster: they look for masters together and
 * are counted together.
 */
public final class RedisLinks {

    private final Vertx vertx;
    private final Maker maker;
    private final Duration timeout;
    private final RedisConfig.Mode mode;
    private final LinkStates states = new LinkStates();

    /**
     * Links to what {@code config} names.
     *
     * @param config a real address: for the embedded server, what {@link EmbeddedRedis#config}
     *     gives
     */
    public RedisLinks(Vertx vertx, RedisConfig config) {
        this.vertx = vertx;
        timeout = config.timeout();
        mode = config.mode();
        maker =
                isCluster()
                        ? toCluster(Cluster.of(vertx, config))
                        : toMaster(MasterLocator.of(vertx, config));
    }

    /** What a link of these terms is. */
    private interface Maker {
        Link make(Terms terms);
    }

    /**
     * What is agreed of a link.
     *
     * @param limit how long a command may take
     * @param heartbeat for how long it may be quiet before it is tried whether it is alive
     * @param onUp called whenever it has come up
     */
    private record Terms(LinkPurpose purpose, Duration limit, Duration heartbeat, Runnable onUp) {}

    private Maker toMaster(MasterLocator locator) {
        return terms -> link(terms, locator, Optional.empty());
    }

    private Maker toCluster(Cluster cluster) {
        return terms ->
                new ClusterLink(
                        vertx,
                        cluster,
                        search(terms, cluster),
                        node -> link(terms, cluster.locator(node), Optional.of(node)),
                        terms.purpose().isBlocking());
    }

    private ClusterSearch search(Terms terms, Cluster cluster) {
        var standing = new LinkStanding(states, terms.purpose(), Optional.empty());
        return new ClusterSearch(vertx, cluster, standing);
    }

    private RedisLink link(Terms terms, MasterLocator locator, Optional<Node> node) {
        var standing = new LinkStanding(states, terms.purpose(), node);
        return new RedisLink(
                vertx, locator, standing, terms.limit(), terms.heartbeat(), terms.onUp());
    }

    /** A link that is not open yet, and whose loss is noticed soon even if nobody uses it. */
    Link to(LinkPurpose purpose) {
        return to(purpose, timeout, Wire.USUAL_HEARTBEAT, () -> {});
    }

    /**
     * A link that is not open yet.
     *
     * @param limit how long a command may take
     * @param heartbeat for how long the link may be quiet before it is tried whether it is alive
     * @param onUp called whenever the link, or one of it, has come up
     */
    Link to(LinkPurpose purpose, Duration limit, Duration heartbeat, Runnable onUp) {
        return maker.make(new Terms(purpose, limit, heartbeat, onUp));
    }

    /** Whether the servers are nodes of a cluster. */
    boolean isCluster() {
        return mode == RedisConfig.Mode.CLUSTER;
    }

    /** Whether there is one server or several. */
    RedisConfig.Mode mode() {
        return mode;
    }

    /** How long a command may usually take. */
    Duration timeout() {
        return timeout;
    }

    /** How the links are. */
    public LinkStates states() {
        return states;
    }
}
