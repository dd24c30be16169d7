package io.tidegate.store.redis;

import io.tidegate.redis.Cluster;
import io.tidegate.redis.Node;
import io.tidegate.redis.Redirect;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A link to each master of a cluster, opened when a command for it comes. Links to nodes that are
 * masters no more are closed. Owned by one event loop.
 */
final class ClusterLink implements Link {

    /** How a node refuses a command that refuses all. */
    private static final String ALL_DOWN = "CLUSTERDOWN The cluster is down";

    /** Who has the slots that nobody has. */
    private static final Node NOBODY = new Node("nobody", 0);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Vertx vertx;
    private final Cluster cluster;
    private final ClusterSearch search;
    private final Function<Node, RedisLink> maker;
    private final boolean isApart;
    private final RedisLink nowhere;
    private final Map<Place, RedisLink> links = new HashMap<>();
    private Runnable listener = () -> {};
    private List<String> always = List.of();
    private Guard guard = Guard.NONE;
    private Optional<Duration> heartbeat = Optional.empty();
    private boolean isQuiet;
    private boolean isOpen;
    private boolean isClosed;

    /**
     * Links that are not open yet.
     *
     * @param search for who has what; not begun
     * @param maker makes a link to one node
     * @param isApart whether each key has a connection of its own
     */
    ClusterLink(
            Vertx vertx,
            Cluster cluster,
            ClusterSearch search,
            Function<Node, RedisLink> maker,
            boolean isApart) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.search = search;
        this.maker = maker;
        this.isApart = isApart;
        nowhere = maker.apply(NOBODY);
        nowhere.close();
    }

    /**
     * What a link is for.
     *
     * @param key the only one that it is for; empty if it is for all that the node has
     */
    private record Place(Node node, String key) {}

    @Override
    public ClusterLink guardedBy(Guard newGuard) {
        guard = newGuard;
        return this;
    }

    @Override
    public ClusterLink quiet() {
        isQuiet = true;
        search.hush();
        return this;
    }

    @Override
    public void calm(Duration newHeartbeat) {
        heartbeat = Optional.of(newHeartbeat);
        links.values().forEach(it -> it.calm(newHeartbeat));
    }

    @Override
    public void open(List<String> keys) {
        isOpen = true;
        always = List.copyOf(keys);
        var context = vertx.getOrCreateContext();
        listener = () -> context.runOnContext(go -> follow());
        cluster.onChange(listener);
        search.begin(this::follow);
    }

    /** Closes what is needed no more, and opens what is needed always. */
    private void follow() {
        if (isClosed) {
            return;
        }
        // First they are forgotten: what waits for one of them may need another at once.
        var ended = links.keySet().stream().filter(it -> !isNeeded(it)).toList();
        ended.stream().map(links::remove).toList().forEach(ClusterLink::end);
        always.forEach(this::of);
    }

    private boolean isNeeded(Place place) {
        return place.key().isEmpty()
                ? cluster.isMaster(place.node())
                : cluster.owner(place.key()).filter(place.node()::equals).isPresent();
    }

    private static void end(RedisLink link) {
        link.lose("it is no master of this any more");
        link.close();
    }

    @Override
    public Future<Void> tried() {
        return search.tried()
                .compose(looked -> Future.join(links.values().stream().map(Link::tried).toList()))
                .mapEmpty();
    }

    @Override
    public RedisLink of(String key) {
        return cluster.owner(key).map(node -> at(node, key)).orElse(nowhere);
    }

    private RedisLink at(Node node, String key) {
        if (isClosed) {
            return nowhere;
        }
        return links.computeIfAbsent(new Place(node, isApart ? key : ""), this::make);
    }

    private RedisLink make(Place place) {
        RedisLink link = maker.apply(place.node());
        link.guardedBy(guard);
        heartbeat.ifPresent(link::calm);
        if (isQuiet) {
            link.quiet();
        }
        link.whenAway(cluster::troubled);
        link.open(List.of());
        return link;
    }

    @Override
    public Future<Response> send(String key, Request request) {
        if (!isOpen && !isClosed) {
            open(List.of());
        }
        return search.tried().isComplete()
                ? send(Detour.to(of(key)), key, request, 0)
                : search.tried().compose(end -> send(Detour.to(of(key)), key, request, 0));
    }

    private Future<Response> send(Detour way, String key, Request request, int detours) {
        return way.send(request)
                .recover(failure -> again(way.link(), key, request, detours, failure));
    }

    private Future<Response> again(
            RedisLink tried, String key, Request request, int detours, Throwable failure) {
        if (detours == Redirect.MOST_FOLLOWED || isClosed) {
            return Future.failedFuture(failure);
        }
        if (isOnItsWay(failure)) {
            return pause().compose(over -> send(Detour.to(of(key)), key, request, detours + 1));
        }
        return detour(tried, key, failure)
                .map(way -> send(way, key, request, detours + 1))
                .orElseGet(() -> Future.failedFuture(failure));
    }

    /** Of the keys of a command some are here and some are elsewhere, or are nowhere. */
    private static boolean isOnItsWay(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("TRYAGAIN");
    }

    private Future<Void> pause() {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(PAUSE.toMillis(), timer -> over.complete());
        return over.future();
    }

    @Override
    public Optional<Detour> detour(RedisLink tried, String key, Throwable failure) {
        if (!(failure instanceof StoreException told) || told.isUnknown()) {
            return Optional.empty();
        }
        String message = String.valueOf(failure.getMessage());
        note(message);
        return tried.node()
                .flatMap(asked -> Redirect.of(message, asked))
                .map(redirect -> follow(redirect, key))
                .or(() -> elsewhere(tried, key));
    }

    private void note(String message) {
        if (message.startsWith(ALL_DOWN)) {
            cluster.down();
        } else if (message.startsWith("CLUSTERDOWN")) {
            // Nobody has this slot just now, which says nothing of the others.
            cluster.troubled();
        }
    }

    private Detour follow(Redirect redirect, String key) {
        if (redirect.isForGood()) {
            cluster.moved(redirect);
        } else {
            cluster.moving(redirect);
        }
        return new Detour(at(redirect.node(), key), !redirect.isForGood());
    }

    /** The slots have changed hands while the command was under way. */
    private Optional<Detour> elsewhere(RedisLink tried, String key) {
        RedisLink now = of(key);
        return tried.isUp() || now == tried || now == nowhere
                ? Optional.empty()
                : Optional.of(Detour.to(now));
    }

    @Override
    public Collection<RedisLink> all() {
        return List.copyOf(links.values());
    }

    @Override
    public boolean isUp() {
        return !cluster.isDown() && links.values().stream().anyMatch(RedisLink::isUp);
    }

    @Override
    public boolean isUpEverywhere() {
        return isUp()
                && links.values().stream().allMatch(RedisLink::isUp)
                && always.stream().allMatch(key -> of(key).isUp());
    }

    @Override
    public String complaint() {
        return links.values().stream()
                .filter(it -> !it.isUp())
                .map(it -> it.nodeName() + ": " + it.complaint())
                .findFirst()
                .orElse(search.complaint());
    }

    @Override
    public boolean isUnused() {
        return !isOpen;
    }

    @Override
    public Future<Void> close() {
        isClosed = true;
        search.giveUp();
        cluster.forget(listener);
        var closing = links.values().stream().map(RedisLink::close).toList();
        links.clear();
        return Future.join(closing).<Void>mapEmpty().otherwiseEmpty();
    }
}
