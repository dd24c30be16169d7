package io.tidegate.ingress;

import io.tidegate.metrics.FetchMeters.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One document on its way here, from when it is asked for until it is there or its time is up.
 * Owned by one event loop.
 */
final class Fetch {

    /** The largest document; sets of keys have a few kilobytes. */
    static final int MAX_BYTES = 256 << 10;

    private final Target target;
    private final Promise<byte[]> result = Promise.promise();
    private final BodyBytes document = new BodyBytes(Head.UNDECLARED);
    private Optional<HttpClientRequest> open = Optional.empty();

    /** A fetch whose time begins to run. */
    Fetch(Vertx vertx, Target target, Duration limit) {
        this.target = target;
        long timer = vertx.setTimer(limit.toMillis(), late -> fail(Outcome.TIMEOUT, "timeout"));
        result.future()
                .onComplete(
                        over -> {
                            vertx.cancelTimer(timer);
                            reset();
                        });
    }

    /** The document; fails with {@link FetchFailure}. */
    Future<byte[]> result() {
        return result.future();
    }

    boolean isOver() {
        return result.future().isComplete();
    }

    /** Connects and reads; completes when it needs its turn no more, and never fails. */
    Future<Void> start(Lookup lookup, HttpClientAgent client) {
        Future<InetAddress> address = lookup.address(target.host());
        address.compose(it -> connect(client, it))
                .compose(this::send)
                .compose(this::read)
                .onComplete(result::tryComplete, cause -> result.tryFail(FetchFailure.of(cause)));
        // A look-up keeps its thread to its end, even if nobody waits for it any more.
        return address.transform(any -> result.future()).<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<HttpClientRequest> connect(HttpClientAgent client, InetAddress address) {
        if (isOver()) {
            return Future.failedFuture("over");
        }
        var server = SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port()));
        var options =
                new RequestOptions()
                        .setMethod(target.body().isEmpty() ? HttpMethod.GET : HttpMethod.POST)
                        .setServer(server)
                        .setHost(target.host())
                        .setPort(target.port())
                        .setSsl(true)
                        .setURI(target.path())
                        .setFollowRedirects(false);
        target.headers().forEach(options::addHeader);
        boolean isTyped = target.headers().first("Content-Type").isPresent();
        if (!target.body().isEmpty() && !isTyped) {
            options.addHeader("Content-Type", "application/json");
        }
        return client.request(options);
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        open = Optional.of(request);
        request.exceptionHandler(this::lost);
        if (isOver()) {
            // The connection came when the time was up.
            reset();
            return Future.failedFuture("over");
        }
        return target.body().isEmpty()
                ? request.send()
                : request.send(Buffer.buffer(target.body()));
    }

    private Future<byte[]> read(HttpClientResponse response) {
        response.exceptionHandler(this::lost);
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            return Future.failedFuture(new FetchFailure(Outcome.STATUS, "status " + status));
        }
        Promise<byte[]> body = Promise.promise();
        response.handler(this::take).endHandler(end -> body.tryComplete(document.toBytes()));
        return body.future();
    }

    private void take(Buffer part) {
        if (isOver()) {
            return;
        }
        if (document.length() + part.length() > MAX_BYTES) {
            fail(Outcome.TOO_LARGE, "larger than " + MAX_BYTES + " bytes");
        } else {
            document.append(part);
        }
    }

    /** Also called when it is we who end it. */
    private void lost(Throwable cause) {
        result.tryFail(FetchFailure.of(cause));
    }

    private void fail(Outcome outcome, String message) {
        result.tryFail(new FetchFailure(outcome, message));
    }

    /** Closes what is still open; to what has ended that does nothing. */
    private void reset() {
        open.ifPresent(HttpClientRequest::reset);
        open = Optional.empty();
    }
}
