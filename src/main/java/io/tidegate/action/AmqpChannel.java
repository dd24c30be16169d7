package io.tidegate.action;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.tidegate.event.Outcome;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One channel of a connection of its own, on which the broker confirms what it took.
 *
 * <p>Messages are published by one worker thread, and confirmed by the connection's thread.
 */
final class AmqpChannel {

    /** How long a broker may take to say goodbye. */
    static final int CLOSE_LIMIT_MILLIS = 2_000;

    private final Connection connection;
    private final Channel channel;

    /** What is not confirmed yet, by its number. */
    private final NavigableMap<Long, Pending> pending = new ConcurrentSkipListMap<>();

    AmqpChannel(Connection connection) throws IOException {
        this.connection = connection;
        this.channel = connection.createChannel();
    }

    /**
     * Makes it ready to publish on.
     *
     * @param whenLost is told why the channel ended, on a thread of the connection
     */
    void open(Consumer<ShutdownSignalException> whenLost) throws IOException {
        channel.confirmSelect();
        channel.addReturnListener(returned -> giveBack(returned.getProperties().getMessageId()));
        channel.addConfirmListener(
                (number, isMultiple) -> settle(number, isMultiple, Pending::outcome),
                (number, isMultiple) -> settle(number, isMultiple, it -> AmqpFailure.NACK));
        channel.addShutdownListener(
                cause -> {
                    fail(cause);
                    whenLost.accept(cause);
                });
    }

    /** Sends a message; the future completes when the broker has confirmed or refused it. */
    CompletableFuture<Outcome> publish(Message message) throws IOException {
        long number = channel.getNextPublishSeqNo();
        var waiting = new Pending(message.properties().getMessageId());
        pending.put(number, waiting);
        try {
            channel.basicPublish(
                    message.exchange(),
                    message.routingKey(),
                    message.isMandatory(),
                    message.properties(),
                    message.body());
        } catch (IOException | RuntimeException cause) {
            pending.remove(number);
            throw cause;
        }
        return waiting.confirmed;
    }

    /** A message comes back before it is confirmed. */
    private void giveBack(String messageId) {
        pending.values().stream()
                .filter(it -> it.messageId.equals(messageId))
                .forEach(it -> it.isReturned = true);
    }

    private void settle(long number, boolean isMultiple, Function<Pending, Outcome> outcome) {
        var settled =
                isMultiple
                        ? pending.headMap(number, true)
                        : pending.subMap(number, true, number, true);
        settled.values().forEach(it -> it.confirmed.complete(outcome.apply(it)));
        settled.clear();
    }

    private void fail(ShutdownSignalException cause) {
        pending.values().forEach(it -> it.confirmed.completeExceptionally(cause));
        pending.clear();
    }

    /** Closes the connection, which blocks for two seconds at most. */
    void close() {
        connection.abort(CLOSE_LIMIT_MILLIS);
    }

    /**
     * What is published.
     *
     * @param isMandatory whether it comes back if no queue takes it
     */
    record Message(
            String exchange,
            String routingKey,
            boolean isMandatory,
            BasicProperties properties,
            byte[] body) {}

    /** A message on its way. */
    private static final class Pending {

        private final String messageId;
        private final CompletableFuture<Outcome> confirmed = new CompletableFuture<>();
        private volatile boolean isReturned;

        Pending(String messageId) {
            this.messageId = messageId;
        }

        private Outcome outcome() {
            return isReturned ? AmqpFailure.RETURNED : Outcome.delivered();
        }
    }
}
