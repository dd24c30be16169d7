package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.HttpConfig;
import io.tidegate.config.HttpConfig.Version;
import io.tidegate.config.HttpTlsConfig;
import io.tidegate.config.NotificationConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.route.TextFailure;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;

/** Sends an HTTP request. */
final class HttpAction implements Action {

    private final HttpForm form;
    private final HttpRoute route;
    private final Duration timeout;
    private final InstantSource clock;

    private HttpAction(HttpForm form, HttpRoute route, Duration timeout, InstantSource clock) {
        this.form = form;
        this.route = route;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Sends what the operator has configured in all its parts. */
    static HttpAction webhook(Actions actions, HttpConfig http, DestinationConfig destination) {
        var target = HttpTarget.of(http.url());
        int concurrency = destination.concurrency();
        var link = HttpLink.to(target, http.tls(), http.version(), actions, concurrency);
        var credentials = HttpCredentials.of(http.auth(), link, actions.clock());
        return new HttpAction(
                new WebhookForm(http),
                new HttpRoute(target, link, credentials),
                destination.timeout(),
                actions.clock());
    }

    /** Sends what a chat wants to get. */
    static HttpAction notification(
            Actions actions, Chat chat, NotificationConfig config, DestinationConfig destination) {
        var target = HttpTarget.of(config.url().value());
        var tls = new HttpTlsConfig(Secret.NONE, Secret.NONE, Secret.NONE);
        int concurrency = destination.concurrency();
        var link = HttpLink.to(target, tls, Version.HTTP1, actions, concurrency);
        return new HttpAction(
                new NotificationForm(chat, config),
                new HttpRoute(target, link, Credentials.fixed("")),
                destination.timeout(),
                actions.clock());
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        try {
            var message = form.write(delivery, clock.instant());
            return new HttpAttempt(route, message, clock).run(timeout);
        } catch (TextFailure unwritable) {
            return Future.succeededFuture(Outcome.dead(String.valueOf(unwritable.getMessage())));
        }
    }

    @Override
    public Future<Void> close() {
        return route.link().close();
    }
}
