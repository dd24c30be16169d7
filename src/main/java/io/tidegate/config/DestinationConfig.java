package io.tidegate.config;

import java.time.Duration;
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
 * @param redis adds to a stream or publishes on a channel of a Redis server
 * @param retry when failed deliveries are tried again
 * @param concurrency how many attempts may be under way at once in one gateway, 1 to 10000; default
 *     32
 * @param timeout how long one attempt may take; default 15s
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
        RetryConfig retry,
        @Default("32") int concurrency,
        @Default("15s") Duration timeout) {

    public DestinationConfig {
        long kinds =
                Stream.of(
                                http != null,
                                slack != null,
                                teams != null,
                                discord != null,
                                sqs != null,
                                sns != null,
                                log != null,
                                redis != null)
                        .filter(it -> it)
                        .count();
        new Bounds()
                .that(
                        kinds == 1,
                        "needs exactly one of http, slack, teams, discord, sqs, sns, log and redis")
                .between("concurrency", concurrency, 1, 10_000)
                .positive("timeout", timeout)
                .check();
    }

    /**
     * Writes one line for each event to the log.
     *
     * @param body whether the line holds the body; default false
     */
    public record LogConfig(@Default("false") boolean body) {}

    /**
     * Adds to a stream or publishes on a channel; exactly one of the two must be given.
     *
     * @param uri the server; default the gateway's own
     * @param stream the stream to add to
     * @param channel the channel to publish on
     */
    public record RedisActionConfig(
            @Default("") String uri, @Default("") String stream, @Default("") String channel) {

        public RedisActionConfig {
            new Bounds()
                    .that(
                            stream.isEmpty() != channel.isEmpty(),
                            "needs either stream or channel, and not both")
                    .that(
                            "uri",
                            uri.isEmpty() || Addresses.isRedis(uri),
                            "must be redis://host:port or rediss://host:port")
                    .check();
        }

        /** The address less user and password. */
        @Override
        public String toString() {
            return "stream '"
                    + stream
                    + "' or channel '"
                    + channel
                    + "' of Redis at '"
                    + Addresses.withoutUser(uri)
                    + "'";
        }
    }
}
