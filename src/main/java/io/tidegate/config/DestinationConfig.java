package io.tidegate.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A target; exactly one of its action kinds must be given.
 *
 * @param http sends an HTTP request
 * @param log writes a line to the log
 * @param redis adds to a stream or publishes on a channel of a Redis server
 * @param retry when failed deliveries are tried again
 * @param concurrency how many attempts may be under way at once in one gateway, 1 to 10000; default
 *     32
 * @param rate how many attempts may begin, by all gateways of one store together, as 200/s, 30/m or
 *     5/h; they are spaced evenly, and what has to wait is parked; default unlimited
 * @param timeout how long one attempt may take; default 15s
 * @param breaker when it is left alone for a while, because it fails
 * @param gone what happens when an http destination answers 410 Gone; default pause
 */
public record DestinationConfig(
        @Nullable HttpConfig http,
        @Nullable LogConfig log,
        @Nullable RedisActionConfig redis,
        RetryConfig retry,
        @Default("32") int concurrency,
        @Default("unlimited") Rate rate,
        @Default("15s") Duration timeout,
        BreakerConfig breaker,
        @Default("pause") WhenGone gone) {

    public DestinationConfig {
        long kinds = Stream.of(http != null, log != null, redis != null).filter(it -> it).count();
        new Bounds()
                .that(kinds == 1, "needs exactly one of http, log and redis")
                .between("concurrency", concurrency, 1, 10_000)
                .positive("timeout", timeout)
                .check();
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
     * Sends an HTTP POST.
     *
     * @param url where to, {@code http} or {@code https}
     * @param headers header fields to add; may hold secrets
     * @param sign the secret with which requests are signed by the Standard Webhooks scheme;
     *     default none
     */
    public record HttpConfig(String url, Map<String, Secret> headers, @Default("") Secret sign) {

        private static final Set<String> SCHEMES = Set.of("http", "https");
        private static final Pattern FIELD_NAME =
                Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
        private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

        public HttpConfig {
            new Bounds()
                    .that(
                            "url",
                            Addresses.isUri(url, SCHEMES),
                            "must be a whole address, as https://example.com/hooks")
                    .that(
                            "url",
                            !Addresses.hasUser(url),
                            "must not hold a user or password; write headers: {Authorization: ...}")
                    .that(
                            "headers",
                            headers.keySet().stream()
                                    .allMatch(it -> FIELD_NAME.matcher(it).matches()),
                            "must have names of letters, digits and -")
                    .that(
                            "headers",
                            headers.values().stream()
                                    .allMatch(it -> FIELD_VALUE.matcher(it.value()).matches()),
                            "must have values of printable ASCII in one line")
                    .check();
        }
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
