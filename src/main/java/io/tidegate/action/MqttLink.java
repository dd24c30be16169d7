package io.tidegate.action;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.tidegate.event.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.messages.MqttConnAckMessage;
import io.vertx.mqtt.messages.MqttPubAckMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One connection to an MQTT broker. No more messages are on their way at once than the broker said
 * it takes; others wait.
 *
 * <p>Used on the event loop that owns the action.
 */
final class MqttLink {

    private static final int MOST_IDS = 65_535;

    /** Fixed header, lengths, packet id: more than they can take. */
    private static final int OVERHEAD_BYTES = 64;

    private final Context loop;
    private final MqttClient client;
    private final int mostOnTheWay;
    private final long mostBytes;
    private final Map<Integer, Promise<Outcome>> onTheWay = new HashMap<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Consumer<Throwable> whenLost = cause -> {};
    private int lastId;

    /**
     * A link over a client that is connected.
     *
     * @param hello what the broker said about itself
     */
    MqttLink(Context loop, MqttClient client, MqttConnAckMessage hello, int concurrency) {
        this.loop = loop;
        this.client = client;
        mostOnTheWay = (int) Math.min(concurrency, limit(hello, MqttProperties.RECEIVE_MAXIMUM));
        mostBytes = limit(hello, MqttProperties.MAXIMUM_PACKET_SIZE);
        client.publishAckMessageHandler(this::acknowledge);
        client.closeHandler(closed -> end(new IOException("closed")));
        client.exceptionHandler(this::end);
    }

    private static long limit(MqttConnAckMessage hello, int property) {
        return hello.properties().getProperty(property)
                        instanceof MqttProperties.IntegerProperty limit
                ? Integer.toUnsignedLong(limit.value())
                : MOST_IDS * (long) MOST_IDS;
    }

    /** Sets what is told, once, that the connection is of no more use. */
    void whenLost(Consumer<Throwable> listener) {
        whenLost = listener;
    }

    /**
     * Sends a message; completes when the broker has answered.
     *
     * @param limitMillis how long that may take; a broker that is later is given up
     */
    Future<Outcome> publish(Message message, long limitMillis) {
        if (message.bytes() > mostBytes) {
            return Future.succeededFuture(Outcome.dead("message too large"));
        }
        var next = new Waiting(message, Promise.promise());
        waiting.add(next);
        sendWaiting();
        return Late.inTime(loop, next.answered().future(), limitMillis)
                .onFailure(cause -> giveUp(next, cause));
    }

    private void giveUp(Waiting late, Throwable cause) {
        boolean isUnsent = waiting.remove(late);
        if (!isUnsent && onTheWay.containsValue(late.answered())) {
            end(cause);
        }
    }

    private void sendWaiting() {
        while (onTheWay.size() < mostOnTheWay && !waiting.isEmpty()) {
            var next = waiting.remove();
            send(next.message(), next.answered());
        }
    }

    private void send(Message message, Promise<Outcome> answered) {
        int id = freeId();
        onTheWay.put(id, answered);
        client.publish(
                        id,
                        message.topic(),
                        Buffer.buffer(message.body()),
                        MqttQoS.AT_LEAST_ONCE,
                        false,
                        message.isRetained(),
                        message.properties())
                .onFailure(cause -> fail(id, cause));
    }

    private int freeId() {
        do {
            lastId = lastId % MOST_IDS + 1;
        } while (onTheWay.containsKey(lastId));
        return lastId;
    }

    private void acknowledge(MqttPubAckMessage answer) {
        settle(answer.messageId(), it -> it.tryComplete(MqttFailure.outcome(answer.code())));
    }

    private void fail(int id, Throwable cause) {
        settle(id, it -> it.tryFail(cause));
    }

    private void settle(int id, Consumer<Promise<Outcome>> how) {
        var answered = onTheWay.remove(id);
        if (answered != null) {
            how.accept(answered);
            sendWaiting();
        }
    }

    private void end(Throwable cause) {
        var left = List.copyOf(onTheWay.values());
        var unsent = List.copyOf(waiting);
        onTheWay.clear();
        waiting.clear();
        left.forEach(it -> it.tryFail(cause));
        unsent.forEach(it -> it.answered().tryFail(cause));
        whenLost.accept(cause);
    }

    /** Says goodbye; never fails. */
    Future<Void> close() {
        return client.isConnected()
                ? client.disconnect().otherwiseEmpty()
                : Future.succeededFuture();
    }

    /**
     * What is published.
     *
     * @param isRetained whether the broker keeps it for later subscribers
     */
    record Message(String topic, byte[] body, boolean isRetained, MqttProperties properties) {

        /** No less than the size of its packet. */
        long bytes() {
            long size = OVERHEAD_BYTES + (long) body.length + utf8(topic);
            for (MqttProperties.MqttProperty<?> property : properties.listAll()) {
                size += OVERHEAD_BYTES + utf8(String.valueOf(property.value()));
            }
            return size;
        }

        private static int utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** A message that waits until one of those on their way is answered. */
    private record Waiting(Message message, Promise<Outcome> answered) {}
}
