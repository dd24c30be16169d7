package io.tidegate.store.redis;

import io.tidegate.redis.Located;
import io.tidegate.redis.MasterLocator;
import io.tidegate.redis.MasterWatch;
import io.tidegate.redis.Node;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A connection to Redis that comes back by itself. While it is away commands fail at once; only
 * those made before the first attempt to connect has ended wait for its end. Owned by the event
 * loop on which it was opened, by {@link #open} or by the first command.
 */
final class RedisLink implements Link {

    private static final int SHORTEST_PAUSE_MILLIS = 50;
    private static final int LONGEST_PAUSE_MILLIS = 2_000;
    private static final int MOST_DOUBLINGS = 6;

    private final Vertx vertx;
    private final MasterLocator locator;
    private final MasterWatch watch;
    private final Duration limit;
    private final LinkStanding standing;
    private final Runnable onUp;
    private Duration heartbeat;
    private Guard guard = Guard.NONE;
    private Runnable whenAway = () -> {};
    private final Promise<Void> tried = Promise.promise();
    private Optional<Wire> wire = Optional.empty();
    private Runnable whenMoved = () -> {};
    private Optional<Located> last = Optional.empty();
    private boolean isOpen;
    private boolean isClosed;
    private int failures;
    private String complaint = "never tried";

    /** A link that is not open yet; {@link RedisLinks#to} says what of what. */
    RedisLink(
            Vertx vertx,
            MasterLocator locator,
            LinkStanding standing,
            Duration limit,
            Duration heartbeat,
            Runnable onUp) {
        this.vertx = vertx;
        this.locator = locator;
        this.watch = locator.watch();
        this.standing = standing;
        this.limit = limit;
        this.heartbeat = heartbeat;
        this.onUp = onUp;
    }

    @Override
    public RedisLink guardedBy(Guard newGuard) {
        guard = newGuard;
        return this;
    }

    /** Sets what is called first when the link has come up to another master than before. */
    void whenMoved(Runnable listener) {
        whenMoved = listener;
    }

    @Override
    public RedisLink quiet() {
        standing.hush();
        return this;
    }

    /** Sets what is called whenever the connection is lost or cannot be made. */
    void whenAway(Runnable listener) {
        whenAway = listener;
    }

    @Override
    public void calm(Duration newHeartbeat) {
        heartbeat = newHeartbeat;
    }

    /** The node of a cluster that this leads to; empty if there is only one server. */
    Optional<Node> node() {
        return standing.node();
    }

    /** How logs name whom this leads to; empty if there is only one. */
    String nodeName() {
        return standing.nodeName();
    }

    /** Begins to connect, and goes on until {@link #close}. */
    void open() {
        isOpen = true;
        standing.opened();
        connect();
    }

    @Override
    public void open(List<String> keys) {
        open();
    }

    @Override
    public Future<Void> tried() {
        return tried.future();
    }

    private void connect() {
        locator.locate()
                .compose(master -> connect(master).onSuccess(wire -> up(wire, master)))
                .onFailure(this::failed);
    }

    private Future<Wire> connect(Located master) {
        return Wire.connect(
                        vertx,
                        master.options(),
                        limit,
                        () -> heartbeat,
                        it -> locator.confirm(master).compose(same -> guard.check(nodeName(), it)),
                        this::lost)
                .map(it -> it.unless(() -> locator.isSuperseded(master)))
                .map(it -> it.affirmedBy(() -> watch.affirm(master)));
    }

    private void up(Wire connected, Located master) {
        if (isClosed) {
            connected.close();
            return;
        }
        wire = Optional.of(connected);
        boolean isMoved = last.filter(it -> !it.isSameMasterAs(master)).isPresent();
        last = Optional.of(master);
        standing.up();
        failures = 0;
        if (isMoved) {
            whenMoved.run();
        }
        tried.tryComplete();
        onUp.run();
    }

    private void lost(String reason) {
        wire = Optional.empty();
        standing.lost(reason);
        whenAway.run();
        retry();
    }

    private void failed(Throwable failure) {
        complaint = String.valueOf(failure.getMessage());
        if (!isClosed) {
            standing.failed(failure);
            whenAway.run();
        }
        tried.tryComplete();
        retry();
    }

    private void retry() {
        if (!isClosed) {
            int bound =
                    Math.min(
                            LONGEST_PAUSE_MILLIS,
                            (2 * SHORTEST_PAUSE_MILLIS) << Math.min(failures, MOST_DOUBLINGS));
            failures++;
            // Full jitter: all links of all gateways lose the same server at the same moment.
            int pause = RandomGenerator.getDefault().nextInt(SHORTEST_PAUSE_MILLIS, bound);
            vertx.setTimer(pause, timer -> reopen());
        }
    }

    private void reopen() {
        if (!isClosed) {
            connect();
        }
    }

    @Override
    public boolean isUp() {
        return wire.isPresent();
    }

    @Override
    public boolean isUpEverywhere() {
        return isUp();
    }

    @Override
    public RedisLink of(String key) {
        return this;
    }

    @Override
    public Collection<RedisLink> all() {
        return List.of(this);
    }

    /** There is nobody else. */
    @Override
    public Optional<Detour> detour(RedisLink tried, String key, Throwable failure) {
        return Optional.empty();
    }

    @Override
    public String complaint() {
        return complaint;
    }

    @Override
    public boolean isUnused() {
        return !isOpen;
    }

    @Override
    public Future<Response> send(String key, Request request) {
        return send(request);
    }

    /** The reply to a command for a slot that is still on its way to this node. */
    Future<Response> sendAsking(Request request) {
        // What the command itself comes to tells of this too.
        send(Request.cmd(Command.ASKING)).otherwiseEmpty();
        return send(request);
    }

    /** The reply to one command; fails with {@link StoreException}, at once if the link is down. */
    Future<Response> send(Request request) {
        if (!isOpen && !isClosed) {
            open();
        }
        return tried.future().isComplete()
                ? sendNow(request)
                : tried.future().compose(end -> sendNow(request));
    }

    private Future<Response> sendNow(Request request) {
        return wire.map(it -> it.send(request)).orElseGet(RedisLink::away);
    }

    private static Future<Response> away() {
        return Future.failedFuture(StoreException.notDone("redis is away"));
    }

    /**
     * Completes if the server that the last reply came from is still the master, asked now; fails
     * with {@link StoreException#isUnknown()} if not, or if nobody knows.
     */
    Future<Void> affirm() {
        return wire.map(Wire::affirm).orElseGet(RedisLink::unaffirmed);
    }

    /** The same, but completes too if nobody knows: for what is not promised to anybody. */
    Future<Void> affirmIfKnown() {
        return wire.map(Wire::affirmIfKnown).orElseGet(RedisLink::unaffirmed);
    }

    private static Future<Void> unaffirmed() {
        return Future.failedFuture(StoreException.unknown("not confirmed: redis is away"));
    }

    /** Gives up the connection, and makes another: what it answers cannot be trusted. */
    void lose(String reason) {
        wire.ifPresent(it -> it.lose(reason));
    }

    @Override
    public Future<Void> close() {
        isClosed = true;
        standing.closed();
        tried.tryComplete();
        watch.close();
        var closing = wire.map(Wire::close).orElseGet(Future::succeededFuture);
        wire = Optional.empty();
        return closing;
    }
}
