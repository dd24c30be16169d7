package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * A Redis Cluster: which node has which key just now. Some nodes are asked at once, and what the
 * one with the newest configuration says counts: one that was cut off from the others still names
 * the old masters. For any thread.
 *
 * <p>They are asked when a connection is made, four times a second for some time after anything was
 * amiss, and else now and then.
 */
public final class Cluster {

    private static final long CALM_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long TROUBLED_NANOS = Duration.ofMillis(250).toNanos();

    /** For how long after a trouble it is looked more often. */
    private static final long WATCH_NANOS = Duration.ofSeconds(15).toNanos();

    private static final int MOST_ASKED = 5;

    private final Vertx vertx;
    private final FreshConfig config;
    private final LongSupplier nanoTime;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Masters that were about to get slots when somebody said so. */
    private final Set<Node> importing = ConcurrentHashMap.newKeySet();

    private volatile ClusterAnswer newest = ClusterAnswer.NONE;
    private volatile long lookedNanos;
    private volatile long troubledNanos;
    private Optional<ClusterRound> underWay = Optional.empty();

    Cluster(Vertx vertx, FreshConfig config, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.config = config;
        this.nanoTime = nanoTime;
        lookedNanos = nanoTime.getAsLong();
        troubledNanos = lookedNanos - WATCH_NANOS;
    }

    /**
     * The cluster that a configuration names.
     *
     * @param config one of mode cluster
     */
    public static Cluster of(Vertx vertx, RedisConfig config) {
        return new Cluster(vertx, new FreshConfig(vertx, config), System::nanoTime);
    }

    /** The node that has this key; empty if nobody is known to. No I/O. */
    public Optional<Node> owner(String key) {
        return newest.map().owner(KeySlot.of(key));
    }

    /** Whether the node has any slots or is about to get some, as far as is known. No I/O. */
    public boolean isMaster(Node node) {
        var map = newest.map();
        return map.isMaster(node) || (importing.contains(node) && !map.isReplica(node));
    }

    /** Whether the cluster refuses all commands, as far as is known. No I/O. */
    public boolean isDown() {
        return !newest.isOk();
    }

    /** How a connection to this node is made. */
    public MasterLocator locator(Node node) {
        return new NodeLocator(this, config, node);
    }

    /** Has {@code listener} called, on any thread, whenever slots may have changed hands. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The listener is not called any more. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** A node has said that a slot is on its way to another, which may have had none so far. */
    public void moving(Redirect redirect) {
        importing.add(redirect.node());
    }

    /** A node has said that a slot is another's. */
    public void moved(Redirect redirect) {
        synchronized (this) {
            newest = newest.with(redirect.slot(), redirect.node());
        }
        listeners.forEach(Runnable::run);
        troubled();
    }

    /** A node has said that the cluster takes no commands. */
    public void down() {
        synchronized (this) {
            newest = newest.with(false);
        }
        troubled();
    }

    /** Something was amiss with a node: who has what may change soon. */
    public void troubled() {
        troubledNanos = nanoTime.getAsLong();
        lookIfDue();
    }

    /** Looks unless that was done just now; to be called now and then while all is well too. */
    void lookIfDue() {
        long now = nanoTime.getAsLong();
        boolean isTroubled = now - troubledNanos < WATCH_NANOS;
        if (now - lookedNanos >= (isTroubled ? TROUBLED_NANOS : CALM_NANOS)) {
            // Who needs to know that nobody answers, looks by itself.
            look().otherwiseEmpty();
        }
    }

    /**
     * Asks some nodes. Completes as soon as most of them have answered; fails within a second or
     * two if none does, with a message for people.
     */
    public Future<Void> look() {
        Promise<Void> looked = Promise.promise();
        // The question may be under way on another event loop.
        var context = vertx.getOrCreateContext();
        round().onComplete(
                        done -> context.runOnContext(go -> looked.complete()),
                        failure -> context.runOnContext(go -> looked.fail(failure)));
        return looked.future();
    }

    private Future<Void> round() {
        ClusterRound round;
        synchronized (this) {
            if (underWay.isPresent()) {
                return underWay.get().end();
            }
            round = new ClusterRound(this::note, this::noteAnew);
            underWay = Optional.of(round);
            lookedNanos = nanoTime.getAsLong();
        }
        config.get().onComplete(now -> ask(now, round), round::fail);
        return round.end().onComplete(done -> ended());
    }

    private void ask(RedisConfig now, ClusterRound round) {
        round.ask(nodes(now), node -> ClusterQuestion.ask(vertx, now, node));
    }

    private synchronized void ended() {
        underWay = Optional.empty();
    }

    /** Those that are known, and those of the configuration: all others may be gone. */
    private List<Node> nodes(RedisConfig now) {
        var nodes = new ArrayList<>(newest.map().nodes());
        now.uris().stream().map(Node::of).filter(it -> !nodes.contains(it)).forEach(nodes::add);
        Collections.shuffle(nodes);
        return nodes.subList(0, Math.min(MOST_ASKED, nodes.size()));
    }

    /** Whether the answer is as new as what is known, and counts from now on. */
    private boolean note(ClusterAnswer answer) {
        synchronized (this) {
            if (answer.epoch() < newest.epoch()) {
                return false;
            }
            // A node may be cut off by itself: only a command that is refused tells of more.
            newest = answer.with(answer.isOk() || newest.isOk());
        }
        listeners.forEach(Runnable::run);
        return true;
    }

    /** A cluster that was set up anew counts from zero again. */
    private void noteAnew(ClusterAnswer answer) {
        synchronized (this) {
            newest = answer;
        }
        listeners.forEach(Runnable::run);
    }
}
