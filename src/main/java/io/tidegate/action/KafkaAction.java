package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.KafkaConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a record to a topic of Kafka. Delivered means that all in-sync replicas have it; the
 * client's own retries within an attempt write it once.
 */
final class KafkaAction implements Action {

    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaAction.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** A send blocks its thread while the leader of its topic is not known yet. */
    private static final int MOST_THREADS = 8;

    private static final Pattern NOT_IN_TOPICS = Pattern.compile("[^A-Za-z0-9._-]");

    private final String destination;
    private final KafkaConfig config;
    private final Duration timeout;
    private final Context context;
    private final Workers workers;
    private final Line<Producer<byte[], byte[]>> line;

    KafkaAction(Actions actions, String name, KafkaConfig kafka, DestinationConfig destination) {
        this.destination = name;
        this.config = kafka;
        this.timeout = destination.timeout();
        this.context = actions.vertx().getOrCreateContext();
        this.workers =
                new Workers(
                        actions.vertx(),
                        "kafka",
                        Math.min(destination.concurrency(), MOST_THREADS),
                        timeout);
        var settings = KafkaSettings.of(kafka, timeout);
        this.line =
                new Line<>(
                        actions.vertx(),
                        () -> workers.make(() -> producer(settings), this::close),
                        this::close);
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        var bytes = new ByteArraySerializer();
        try {
            return new KafkaProducer<>(settings, bytes, bytes);
        } catch (KafkaException cause) {
            // As a file of keys that cannot be read. The reason of a delivery has no room for it.
            LOGGER.atWarn()
                    .addKeyValue("destination", destination)
                    .addKeyValue("error", String.valueOf(cause.getCause()))
                    .log("producer cannot be made");
            throw cause;
        }
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        return line.connection()
                .compose(producer -> send(delivery, producer))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(written -> Outcome.delivered())
                .otherwise(cause -> KafkaFailure.outcome(cause, timeout));
    }

    private Future<RecordMetadata> send(Delivery delivery, Producer<byte[], byte[]> producer) {
        var written = new CompletableFuture<RecordMetadata>();
        var message = message(delivery);
        return workers.run(() -> producer.send(message, (at, cause) -> end(written, at, cause)))
                .compose(sent -> Late.on(context, written))
                .onFailure(cause -> loseIfUseless(producer, cause));
    }

    private static void end(
            CompletableFuture<RecordMetadata> written,
            RecordMetadata at,
            @Nullable Exception cause) {
        if (cause == null) {
            written.complete(at);
        } else {
            written.completeExceptionally(cause);
        }
    }

    private void loseIfUseless(Producer<byte[], byte[]> producer, Throwable cause) {
        if (KafkaFailure.isOfTheProducer(cause)) {
            line.lose(producer, cause);
        }
    }

    private ProducerRecord<byte[], byte[]> message(Delivery delivery) {
        String topic = Places.fill(config.topic(), delivery, Places.without(NOT_IN_TOPICS));
        byte[] key =
                config.key().isPresent()
                        ? utf8(Places.fill(config.key(), delivery, UnaryOperator.identity()))
                        : null;
        var message = new ProducerRecord<>(topic, key, delivery.payload());
        Attributes.of(delivery).forEach((name, value) -> message.headers().add(name, utf8(value)));
        return message;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Future<Void> close(Producer<byte[], byte[]> producer) {
        return workers.run(
                () -> {
                    producer.close(CLOSE_LIMIT);
                    return null;
                });
    }

    @Override
    public Future<Void> close() {
        return line.close().eventually(workers::close);
    }
}
