package io.tidegate.action;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tidegate.config.AmqpConfig;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Publishes a message on an exchange of RabbitMQ. Delivered means that the broker confirmed it, and
 * that at least one queue took it if the message is mandatory.
 */
final class AmqpAction implements Action {

    private static final int MOST_KEY_BYTES = 255;
    private static final int PERSISTENT = 2;
    private static final int TRANSIENT = 1;
    private static final Pattern NOT_IN_KEYS = Pattern.compile("\\p{Cntrl}");

    private final AmqpConfig config;
    private final Duration timeout;
    private final Context context;
    private final Workers workers;
    private final Line<AmqpChannel> line;

    AmqpAction(Actions actions, AmqpConfig amqp, DestinationConfig destination) {
        this.config = amqp;
        this.timeout = destination.timeout();
        this.context = actions.vertx().getOrCreateContext();
        // One: a channel takes one message after the other, and waits while the broker does.
        this.workers = new Workers(actions.vertx(), "amqp", 1, timeout);
        var factory = AmqpSettings.of(amqp, timeout);
        this.line =
                new Line<>(
                        actions.vertx(),
                        () -> workers.make(() -> open(factory), this::close),
                        this::close);
    }

    private AmqpChannel open(ConnectionFactory factory) throws IOException, TimeoutException {
        Connection connection = factory.newConnection("tidegate");
        try {
            var channel = new AmqpChannel(connection);
            connection.addShutdownListener(cause -> lose(channel, cause));
            channel.open(cause -> lose(channel, cause));
            return channel;
        } catch (IOException | RuntimeException cause) {
            connection.abort(AmqpChannel.CLOSE_LIMIT_MILLIS);
            throw cause;
        }
    }

    private void lose(AmqpChannel channel, Throwable cause) {
        context.runOnContext(now -> line.lose(channel, cause));
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        if (delivery.payload().length > config.maxMessage().bytes()) {
            return Future.succeededFuture(Outcome.dead("message too large"));
        }
        String key = Places.fill(config.routingKey(), delivery, Places.without(NOT_IN_KEYS));
        if (key.getBytes(StandardCharsets.UTF_8).length > MOST_KEY_BYTES) {
            return Future.succeededFuture(Outcome.dead("routing key too long"));
        }
        return line.connection()
                .compose(channel -> publish(delivery, key, channel))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(cause -> AmqpFailure.outcome(cause, timeout));
    }

    private Future<Outcome> publish(Delivery delivery, String key, AmqpChannel channel) {
        var message =
                new AmqpChannel.Message(
                        config.exchange(),
                        key,
                        config.mandatory(),
                        properties(delivery),
                        delivery.payload());
        return workers.run(() -> channel.publish(message))
                .compose(confirmed -> Late.on(context, confirmed));
    }

    private BasicProperties properties(Delivery delivery) {
        var headers = new HashMap<String, Object>(Attributes.of(delivery));
        var event = delivery.stored().event();
        return new BasicProperties.Builder()
                .messageId(delivery.id().toString())
                .contentType(Attributes.contentType(delivery).filter(this::isShort).orElse(null))
                .deliveryMode(config.persistent() ? PERSISTENT : TRANSIENT)
                .timestamp(Date.from(event.receivedAt()))
                .headers(headers)
                .build();
    }

    private boolean isShort(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MOST_KEY_BYTES;
    }

    private Future<Void> close(AmqpChannel channel) {
        return workers.run(
                () -> {
                    channel.close();
                    return null;
                });
    }

    @Override
    public Future<Void> close() {
        return line.close().eventually(workers::close);
    }
}
