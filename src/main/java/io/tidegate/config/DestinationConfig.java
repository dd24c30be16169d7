package io.tidegate.config;

import java.time.Duration;
import java.util.Map;
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
 * @param timeout how long one attempt may take; default 15s
 */
public record DestinationConfig(
        @Nullable HttpConfig http,
        @Nullable LogConfig log,
        @Nullable RedisActionConfig redis,
        RetryConfig retry,
        @Default("32") int concurrency,
        @Default("15s") Duration timeout) {

    /**
     * Sends an HTTP POST.
     *
     * @param url where to, {@code http} or {@code https}
     * @param headers header fields to add; may hold secrets
     * @param sign the secret with which requests are signed by the Standard Webhooks scheme;
     *     default none
     */
    public record HttpConfig(String url, Map<String, Secret> headers, @Default("") Secret sign) {}

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
            @Default("") String uri, @Default("") String stream, @Default("") String channel) {}
}
