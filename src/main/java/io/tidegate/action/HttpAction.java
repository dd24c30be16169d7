package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.HttpConfig;
import io.tidegate.config.HttpConfig.Version;
import io.tidegate.config.NotificationConfig;
import io.tidegate.config.SnsConfig;
import io.tidegate.config.SqsConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.route.TextFailure;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Sends an HTTP request. */
final class HttpAction implements Action {

    /** AWS answers so when it is asked too often, or keys have expired, and for bad messages. */
    private static final Set<Integer> AWS_FAULTS = Set.of(400, 403);

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
        Set<Integer> ourFaults = http.auth().oauth2() == null ? Set.of() : Set.of(401);
        return new HttpAction(
                new WebhookForm(http),
                new HttpRoute(target, link, credentials, ourFaults),
                destination.timeout(),
                actions.clock());
    }

    /** Sends what a chat wants to get. */
    static HttpAction notification(
            Actions actions, Chat chat, NotificationConfig config, DestinationConfig destination) {
        var form = new NotificationForm(chat, config);
        return plain(actions, form, config.url().value(), Set.of(), destination);
    }

    /** Sends a message to a queue of AWS. */
    static HttpAction sqs(Actions actions, SqsConfig config, DestinationConfig destination) {
        return plain(actions, new SqsForm(config), config.queue(), AWS_FAULTS, destination);
    }

    /** Publishes a message on a topic of AWS. */
    static HttpAction sns(Actions actions, SnsConfig config, DestinationConfig destination) {
        return plain(actions, new SnsForm(config), config.address(), AWS_FAULTS, destination);
    }

    private static HttpAction plain(
            Actions actions,
            HttpForm form,
            String url,
            Set<Integer> ourFaults,
            DestinationConfig destination) {
        var target = HttpTarget.of(url);
        var tls = TlsConfig.NONE;
        var link = HttpLink.to(target, tls, Version.HTTP1, actions, destination.concurrency());
        return new HttpAction(
                form,
                new HttpRoute(target, link, Credentials.fixed(""), ourFaults),
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
