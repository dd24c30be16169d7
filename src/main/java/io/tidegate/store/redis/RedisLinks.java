package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.redis.MasterLocator;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Makes the links to one Redis, which look for its master together and are counted together. */
public final class RedisLinks {

    private final Vertx vertx;
    private final MasterLocator locator;
    private final Duration timeout;
    private final LinkStates states = new LinkStates();

    /**
     * Links to the server that {@code config} names.
     *
     * @param config a real address: for the embedded server, what {@link EmbeddedRedis#config}
     *     gives
     */
    public RedisLinks(Vertx vertx, RedisConfig config) {
        this.vertx = vertx;
        locator = MasterLocator.of(vertx, config);
        timeout = config.timeout();
    }

    /** A link that is not open yet, and whose loss is noticed soon even if nobody uses it. */
    RedisLink to(LinkPurpose purpose) {
        return to(purpose, timeout, Wire.USUAL_HEARTBEAT, () -> {});
    }

    /**
     * A link that is not open yet.
     *
     * @param limit how long a command may take
     * @param heartbeat for how long the link may be quiet before it is tried whether it is alive
     * @param onUp called whenever the link has come up
     */
    RedisLink to(LinkPurpose purpose, Duration limit, Duration heartbeat, Runnable onUp) {
        var standing = new LinkStanding(states, purpose);
        return new RedisLink(vertx, locator, standing, limit, heartbeat, onUp);
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
