package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A target; exactly one of its action kinds must be given.
 *
 * @param http sends an HTTP request
 * @param slack says something in a channel of Slack
 * @param teams says something in a channel of Microsoft Teams
 * @param discord says something in a channel of Discord
 * @param sqs sends a message to a queue of Amazon SQS
 * @param sns publishes a message on a topic of Amazon SNS
 * @param log writes a line to the log
 * @param redis adds to a stream or list, or publishes on a channel, of a Redis server
 * @param kafka writes a record to a topic of Kafka
 * @param amqp publishes a message on an exchange of RabbitMQ
 * @param nats publishes a message on a subject of NATS JetStream
 * @param mqtt publishes a message on a topic of an MQTT broker
 * @param email sends a mail
 * @param file writes a line of JSON to a file
 * @param exec runs a program, if the gateway was started with {@code --allow-exec}
 * @param emit makes a new event on a source of our own
 * @param queue keeps it until a client fetches it through the admin API
 * @param plugin hands it to an action of your own
 * @param retry when failed deliveries are tried again
 * @param concurrency how many attempts may be under way at once in one gateway, 1 to 10000; default
 *     32
 * @param rate how many attempts may begin, by all gateways of one store together, as 200/s, 30/m or
 *     5/h; they are spaced evenly, and what has to wait is parked; default unlimited
 * @param timeout how long one attempt may take; default 15s
 * @param breaker when it is left alone for a while, because it fails
 * @param order a jq program over the event whose value is a key: deliveries with the same key are
 *     made one after the other, in the order in which their events were accepted, and one that
 *     fails holds back those behind it until it is delivered or a dead letter; default none, and
 *     then no order is kept
 * @param gone what happens when an http destination answers 410 Gone; default pause
 */
public record DestinationConfig(
        @Nullable HttpConfig http,
        @Nullable NotificationConfig slack,
        @Nullable NotificationConfig teams,
        @Nullable NotificationConfig discord,
        @Nullable SqsConfig sqs,
        @Nullable SnsConfig sns,
        @Nullable LogConfig log,
        @Nullable RedisActionConfig redis,
        @Nullable KafkaConfig kafka,
        @Nullable AmqpConfig amqp,
        @Nullable NatsConfig nats,
        @Nullable MqttConfig mqtt,
        @Nullable EmailConfig email,
        @Nullable FileConfig file,
        @Nullable ExecConfig exec,
        @Nullable EmitConfig emit,
        @Nullable QueueConfig queue,
        @Nullable PluginConfig plugin,
        RetryConfig retry,
        @Default("32") int concurrency,
        @Default("unlimited") Rate rate,
        @Default("15s") Duration timeout,
        BreakerConfig breaker,
        @Default("") String order,
        @Default("pause") WhenGone gone) {

    /** The keys of the kinds of action: what may be absent, since one of them is enough. */
    private static final List<String> KINDS =
            Component.of(DestinationConfig.class).stream()
                    .filter(Component::isNullable)
                    .map(Component::key)
                    .toList();

    public DestinationConfig {
        var kinds =
                kinds(
                        http, slack, teams, discord, sqs, sns, log, redis, kafka, amqp, nats, mqtt,
                        email, file, exec, emit, queue, plugin);
        new Bounds()
                .that(kinds.size() == 1, "needs exactly one of " + String.join(", ", KINDS))
                .between("concurrency", concurrency, 1, 10_000)
                .positive("timeout", timeout)
                .check();
    }

    private static List<String> kinds(@Nullable Object... actions) {
        return IntStream.range(0, KINDS.size())
                .filter(i -> actions[i] != null)
                .mapToObj(KINDS::get)
                .toList();
    }

    /** The key of its kind of action, as {@code http}. */
    public String kind() {
        return kinds(
                        http, slack, teams, discord, sqs, sns, log, redis, kafka, amqp, nats, mqtt,
                        email, file, exec, emit, queue, plugin)
                .get(0);
    }

    /** Whether deliveries with the same key are made one after the other. */
    public boolean isInOrder() {
        return !order.isBlank();
    }

    /** What happens when a destination says that it is no more. */
    public enum WhenGone {
        /**
         * It gets nothing more until somebody resumes it through the admin API; the delivery waits.
         */
        PAUSE,
        /** The delivery is a dead letter, and others are tried all the same. */
        BURY
    }

    /**
     * Writes one line for each event to the log.
     *
     * @param body whether the line holds the body; default false
     */
    public record LogConfig(@Default("false") boolean body) {}

    /**
     * Adds to a stream or list, or publishes on a channel; exactly one of the three must be given.
     *
     * @param uri the server; default the gateway's own
     * @param stream the stream to add to
     * @param channel the channel to publish on
     * @param list the list to append the payload to
     */
    public record RedisActionConfig(
            @Default("") String uri,
            @Default("") String stream,
            @Default("") String channel,
            @Default("") String list) {

        public RedisActionConfig {
            new Bounds()
                    .that(
                            Stream.of(stream, channel, list).filter(String::isEmpty).count() == 2,
                            "needs exactly one of stream, channel and list")
                    .that(
                            "uri",
                            uri.isEmpty() || Addresses.isRedis(uri),
                            "must be redis://host:port or rediss://host:port")
                    .check();
        }

        /** The address less user and password. */
        @Override
        public String toString() {
            String target =
                    !stream.isEmpty()
                            ? "stream '" + stream
                            : !channel.isEmpty() ? "channel '" + channel : "list '" + list;
            return target + "' of Redis at '" + Addresses.withoutUser(uri) + "'";
        }
    }
}
