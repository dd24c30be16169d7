package io.tidegate.action;

import io.tidegate.config.ConfigException;
import io.tidegate.config.ConfigFile;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.LogConfig;
import io.tidegate.config.DestinationConfig.RedisActionConfig;
import io.tidegate.config.HttpAuthConfig;
import io.tidegate.config.HttpConfig;
import io.tidegate.config.HttpTlsConfig;
import io.tidegate.config.RetryConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                        new HttpTlsConfig(nothing, nothing, nothing),
                        HttpConfig.Version.HTTP1);
        return destination(http, null, null, timeout);
    }

    static DestinationConfig log(boolean body) {
        return destination(null, new LogConfig(body), null, Duration.ofSeconds(1));
    }

    static DestinationConfig redis(RedisActionConfig redis, Duration timeout) {
        return destination(null, null, redis, timeout);
    }

    /**
     * A destination as a configuration file has it.
     *
     * @param yaml its keys, as {@code http: {url: "http://h"}}
     */
    static DestinationConfig parse(String yaml) {
        try {
            Path file = Files.createTempFile("destination", ".yaml");
            try {
                Files.writeString(file, "destinations:\n  d:\n" + yaml.indent(4));
                var config = ConfigFile.read(file, Map.of()).check(List.of());
                return Objects.requireNonNull(config.destinations().get("d"));
            } catch (ConfigException wrong) {
                throw new IllegalArgumentException(wrong.problems().toString(), wrong);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                        List.of());
        return new DestinationConfig(
                http, null, null, null, null, null, log, redis, retry, 4, timeout);
    }
}
