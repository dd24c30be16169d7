package io.tidegate.action;

import io.tidegate.redis.Cluster;
import io.tidegate.redis.Node;
import io.tidegate.redis.Redirect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines to the masters of a cluster, each made when a command for it comes.
 *
 * <p>Used on the event loop that owns the action.
 */
final class ClusterLines implements RedisLines {

    private final Vertx vertx;
    private final Cluster cluster;
    private final Duration limit;
    private final Map<Node, RedisLine> lines = new HashMap<>();

    ClusterLines(Vertx vertx, Cluster cluster, Duration limit) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.limit = limit;
    }

    @Override
    public Future<Response> send(String key, Request request) {
        return cluster.owner(key)
                .map(node -> send(node, request, 0))
                .orElseGet(() -> cluster.look().compose(looked -> sendNow(key, request)));
    }

    private Future<Response> sendNow(String key, Request request) {
        return cluster.owner(key)
                .map(node -> send(node, request, 0))
                .orElseGet(() -> Future.failedFuture(new IOException("nobody has the slot")));
    }

    private Future<Response> send(Node node, Request request, int detours) {
        return line(node)
                .send(request)
                .onFailure(this::note)
                .recover(refusal -> again(node, request, detours, refusal));
    }

    /** A refusal is an answer. */
    private void note(Throwable failure) {
        if (!(failure instanceof Response)) {
            cluster.troubled();
        }
    }

    private Future<Response> again(Node asked, Request request, int detours, Throwable refusal) {
        var redirect =
                Redirect.of(String.valueOf(refusal.getMessage()), asked)
                        .filter(it -> detours < Redirect.MOST_FOLLOWED);
        return redirect.map(it -> follow(it, request, detours + 1))
                .orElseGet(() -> Future.failedFuture(refusal));
    }

    private Future<Response> follow(Redirect redirect, Request request, int detours) {
        if (!redirect.isForGood()) {
            cluster.moving(redirect);
            return line(redirect.node()).sendAsking(request);
        }
        cluster.moved(redirect);
        return send(redirect.node(), request, detours);
    }

    private RedisLine line(Node node) {
        return lines.computeIfAbsent(node, it -> new RedisLine(vertx, cluster.locator(it), limit));
    }

    @Override
    public Future<Void> close() {
        var closing = lines.values().stream().map(RedisLine::close).toList();
        return Future.join(closing).<Void>mapEmpty().otherwiseEmpty();
    }
}
