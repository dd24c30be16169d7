package io.tidegate.action;

import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One attempt of a delivery over HTTP: one request, or two if our token was refused. Used on the
 * event loop that owns the action.
 */
final class HttpAttempt {

    private static final int UNAUTHORIZED = 401;

    private final HttpRoute route;
    private final HttpMessage message;
    private final InstantSource clock;
    private Optional<HttpExchange> exchange = Optional.empty();
    private String shown = "";
    private boolean isOver;

    HttpAttempt(HttpRoute route, HttpMessage message, InstantSource clock) {
        this.route = route;
        this.message = message;
        this.clock = clock;
    }

    /** Sends the message; never fails, and completes within {@code timeout}. */
    Future<Outcome> run(Duration timeout) {
        var outcome =
                route.credentials()
                        .current()
                        .compose(this::send)
                        .compose(this::orWithOtherCredentials)
                        .map(this::unlessOurFault);
        return route.link()
                .inTime(outcome, timeout.toMillis())
                .otherwise(cause -> outcomeDespite(cause, timeout))
                .onComplete(done -> end());
    }

    private Future<Outcome> send(String authorization) {
        if (isOver) {
            // A token came after the time was up.
            return Future.failedFuture("over");
        }
        // Of a first answer we have read enough.
        exchange.ifPresent(HttpExchange::end);
        shown = authorization;
        var next = new HttpExchange(message, clock);
        exchange = Optional.of(next);
        return route.link().open(route.target(), showing(authorization)).compose(next::send);
    }

    private HttpMessage showing(String authorization) {
        if (authorization.isEmpty()) {
            return message;
        }
        var fields = MultiMap.caseInsensitiveMultiMap().addAll(message.headers());
        fields.set("authorization", authorization);
        return new HttpMessage(message.method(), message.uri(), fields, message.body());
    }

    private Future<Outcome> orWithOtherCredentials(Outcome outcome) {
        if (exchange.filter(it -> it.status() == UNAUTHORIZED).isEmpty()) {
            return Future.succeededFuture(outcome);
        }
        return route.credentials()
                .insteadOf(shown)
                .map(other -> other.compose(this::send))
                .orElseGet(() -> Future.succeededFuture(outcome));
    }

    private Outcome unlessOurFault(Outcome outcome) {
        return exchange.filter(it -> route.ourFaults().contains(it.status()))
                .map(it -> Outcome.retry(Integer.toString(it.status())).answered(it.excerpt()))
                .orElse(outcome);
    }

    private Outcome outcomeDespite(Throwable cause, Duration timeout) {
        return exchange.map(it -> it.outcomeDespite(cause, timeout))
                .orElseGet(() -> Outcome.retry(Failure.reason(cause, timeout)));
    }

    private void end() {
        isOver = true;
        exchange.ifPresent(HttpExchange::end);
    }
}
