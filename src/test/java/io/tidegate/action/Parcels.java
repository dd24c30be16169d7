package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.LogConfig;
import io.tidegate.config.DestinationConfig.RedisActionConfig;
import io.tidegate.config.HttpAuthConfig;
import io.tidegate.config.HttpConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.TlsConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.DestinationConfigs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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

    /** A first attempt of the event of this number. */
    static Delivery numbered(int number, String body) {
        var event = delivery(body).stored().event();
        var stored = new StoredEvent(new EventId(7, 1_763_900_000_001L, number), event);
        return new Delivery(stored, "d", event.body(), 1);
    }

    /** A first attempt of an event of this type. */
    static Delivery typed(String type) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        var event =
                new Event(
                        "shop",
                        "github",
                        type,
                        "key",
                        NOW.minusSeconds(2),
                        Headers.of("Content-Type", "application/json; x=" + type),
                        body);
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

    /** Sends to this address, all else being the default. */
    static DestinationConfig http(
            String url, Duration timeout, Map<String, Secret> headers, List<Secret> sign) {
        var nothing = Secret.NONE;
        var http =
                new HttpConfig(
                        url,
                        "POST",
                        headers,
                        List.of(),
                        sign,
                        HttpConfig.Format.RAW,
                        new HttpAuthConfig(nothing, null, null),
                        new TlsConfig(nothing, nothing, nothing),
                        HttpConfig.Version.HTTP1);
        return DestinationConfigs.of(http, timeout);
    }

    static DestinationConfig log(boolean body) {
        return DestinationConfigs.of(new LogConfig(body), Duration.ofSeconds(1));
    }

    static DestinationConfig redis(RedisActionConfig redis, Duration timeout) {
        return DestinationConfigs.of(redis, timeout);
    }
}
