package io.tidegate.action;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.JetStream;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.NatsConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Publishes a message on a subject of NATS. Delivered means that a JetStream stream has kept it,
 * once within the stream's window for duplicates: the id of the event and the name of the
 * destination are the message's {@code Nats-Msg-Id}. The id alone would let a stream that two
 * destinations write to drop the second's message.
 */
final class NatsAction implements Action {

    private static final String MESSAGE_ID = "Nats-Msg-Id";
    private static final Pattern NOT_IN_SUBJECTS = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final Pattern EMPTY_WORD = Pattern.compile("^\\.|(?<=\\.)\\.|\\.$");
    private static final Pattern NOT_IN_HEADERS = Pattern.compile("[^\\x20-\\x7E]");

    private final NatsConfig config;
    private final Duration timeout;
    private final Context context;
    private final Workers workers;
    private final Line<Open> line;

    NatsAction(Actions actions, NatsConfig nats, DestinationConfig destination) {
        this.config = nats;
        this.timeout = destination.timeout();
        this.context = actions.vertx().getOrCreateContext();
        this.workers = new Workers(actions.vertx(), "nats", 1, timeout);
        this.line = new Line<>(actions.vertx(), this::connect, this::close);
    }

    private Future<Open> connect() {
        var opened = new CompletableFuture<Open>();
        var options = NatsSettings.of(config, timeout);
        options.connectionListener((connection, event) -> watch(opened, connection, event));
        options.errorListener(new NatsErrors(opened));
        try {
            Nats.connectAsynchronously(options.build(), false);
        } catch (InterruptedException impossible) {
            // It starts a thread and waits for nothing.
            return Future.failedFuture(impossible);
        }
        return Late.orDiscarded(Late.on(context, opened), timeout.toMillis(), this::close);
    }

    private void watch(CompletableFuture<Open> opened, Connection connection, Events event) {
        if (event == Events.CONNECTED) {
            complete(opened, connection);
        } else if (event == Events.CLOSED || event == Events.DISCONNECTED) {
            var closed = new IOException("closed");
            opened.completeExceptionally(closed);
            context.runOnContext(now -> line.loseIf(it -> it.connection() == connection, closed));
        }
    }

    private void complete(CompletableFuture<Open> opened, Connection connection) {
        try {
            var limit = JetStreamOptions.builder().requestTimeout(timeout).build();
            opened.complete(new Open(connection, connection.jetStream(limit)));
        } catch (IOException closed) {
            opened.completeExceptionally(closed);
        }
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        return line.connection()
                .compose(open -> publish(message(delivery), open))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(cause -> NatsFailure.outcome(cause, timeout));
    }

    private Future<Outcome> publish(Message message, Open open) {
        if (message.getData().length > open.connection().getMaxPayload()) {
            return Future.succeededFuture(NatsFailure.TOO_LARGE);
        }
        return Late.on(context, open.stream().publishAsync(message))
                .map(kept -> Outcome.delivered());
    }

    private Message message(Delivery delivery) {
        String subject = Places.fill(config.subject(), delivery, NatsAction::clean);
        var headers = new Headers();
        Attributes.of(delivery).forEach((name, value) -> headers.put(name, printable(value)));
        headers.put(MESSAGE_ID, delivery.id() + "." + delivery.destination());
        return new NatsMessage(subject, null, headers, delivery.payload());
    }

    /** A value stays one or more whole words of a subject. */
    private static String clean(String value) {
        UnaryOperator<String> letters = Places.without(NOT_IN_SUBJECTS);
        return EMPTY_WORD.matcher(letters.apply(value)).replaceAll("_");
    }

    private static String printable(String value) {
        return NOT_IN_HEADERS.matcher(value).replaceAll("?");
    }

    private Future<Void> close(Open open) {
        return workers.run(
                () -> {
                    open.connection().close();
                    return null;
                });
    }

    @Override
    public Future<Void> close() {
        return line.close().eventually(workers::close);
    }

    /** A connection and its way to the streams. */
    private record Open(Connection connection, JetStream stream) {}
}
