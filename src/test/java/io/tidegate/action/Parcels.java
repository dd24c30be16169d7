package io.tidegate.action;

import io.tidegate.config.BreakerConfig;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.HttpConfig;
import io.tidegate.config.DestinationConfig.LogConfig;
import io.tidegate.config.DestinationConfig.RedisActionConfig;
import io.tidegate.config.Rate;
import io.tidegate.config.RetryConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deliveries and destinations for the tests of actions. */
final class Parcels {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Parcels() {}

    /** A first attempt with these sender's headers and this body. */
    static Delivery delivery(Headers headers, byte[] body) {
        var event = new Event("shop", "github", "push", "key", NOW.minusSeconds(2), headers, body);
        return new Delivery(
                new StoredEvent(new EventId(7, 1_763_900_000_000L, 3), event), "d", body, 1);
    }

    static Delivery delivery(String body) {
        return delivery(Headers.none(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same event with a payload that a transform made. */
    static Delivery transformed(Delivery delivery, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new Delivery(delivery.stored(), delivery.destination(), bytes, delivery.attempt());
    }

    static DestinationConfig http(HttpConfig http, Duration timeout) {
        return destination(http, null, null, timeout);
    }

    static DestinationConfig log(boolean body) {
        return destination(null, new LogConfig(body), null, Duration.ofSeconds(1));
    }

    static DestinationConfig redis(RedisActionConfig redis, Duration timeout) {
        return destination(null, null, redis, timeout);
    }

    private static DestinationConfig destination(
            @Nullable HttpConfig http,
            @Nullable LogConfig log,
            @Nullable RedisActionConfig redis,
            Duration timeout) {
        var retry =
                new RetryConfig(
                        12,
                        Duration.ofSeconds(5),
                        3,
                        Duration.ofHours(6),
                        RetryConfig.Jitter.FULL,
                        List.of(),
                        0.2);
        return new DestinationConfig(
                http,
                log,
                redis,
                retry,
                4,
                Rate.UNLIMITED,
                timeout,
                BreakerConfig.OFF,
                DestinationConfig.WhenGone.PAUSE);
    }
}
