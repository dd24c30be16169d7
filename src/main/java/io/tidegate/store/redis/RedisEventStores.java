package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.Finding;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Event stores over one Redis server, each with connections of its own. */
public final class RedisEventStores implements EventStores {

    private final Vertx vertx;
    private final RedisLinks links;
    private final StoreConfig config;
    private final Set<String> inOrder;
    private final ServerCheck check;
    private final Incidents incidents = new Incidents();
    private final MemoryWatch memory;
    private final Layout layout;

    /**
     * Stores on the server that {@code redis} names.
     *
     * @param redis a real address: for the embedded server, what {@link EmbeddedRedis#config} gives
     */
    public RedisEventStores(Vertx vertx, RedisConfig redis, StoreConfig config) {
        this(vertx, new RedisLinks(vertx, redis), config, Set.of());
    }

    /**
     * The same over these links.
     *
     * @param inOrder sources of which all events are in one shard, so that they are read in order
     */
    public RedisEventStores(
            Vertx vertx, RedisLinks links, StoreConfig config, Set<String> inOrder) {
        this.vertx = vertx;
        this.links = links;
        this.config = config;
        this.inOrder = Set.copyOf(inOrder);
        check = new ServerCheck(config, links.isCluster());
        memory = new MemoryWatch(config.maxMemory().bytes(), System::nanoTime);
        layout = new Layout(new Keys(config.prefix(), config.shards()));
    }

    /**
     * Fails, with a message for the user, if what is stored there is laid out in another way, or if
     * the server cannot keep what {@code store.durability} promises. Succeeds if neither is so, and
     * also if the server is away: then no store becomes usable until it is known.
     */
    public Future<Void> check() {
        Promise<Void> checked = Promise.promise();
        // A link belongs to one event loop.
        vertx.runOnContext(go -> look().onComplete(checked));
        return checked.future();
    }

    private Future<Void> look() {
        Guard guard = new Confirming(config, check, links.timeout())::check;
        var link = links.to(LinkPurpose.CHECK).guardedBy(guard.and(layout));
        link.open(new Keys(config.prefix(), config.shards()).standing());
        return link.tried()
                .compose(tried -> link.close())
                .transform(
                        closed ->
                                layout.refusal()
                                        .or(check::refusal)
                                        .<Future<Void>>map(Future::failedFuture)
                                        .orElseGet(Future::succeededFuture));
    }

    @Override
    public String backend() {
        return "redis " + links.mode().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Finding> findings() {
        return check.findings();
    }

    @Override
    public EventStore open() {
        return new RedisEventStore(
                        vertx,
                        links,
                        config,
                        inOrder,
                        check,
                        incidents,
                        memory,
                        layout,
                        System::nanoTime)
                .connect();
    }
}
