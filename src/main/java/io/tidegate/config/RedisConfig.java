package io.tidegate.config;

import java.time.Duration;

/**
 * The Redis server.
 *
 * @param uri {@code redis://host:port/db} or {@code rediss://} for TLS; the default, {@code
 *     embedded}, starts one that belongs to this gateway
 * @param password the password, if it is not part of the uri; default none
 * @param timeout how long a command may take before its outcome counts as unknown; default 2s
 * @param data the folder in which the embedded server keeps its files; default ./data
 */
public record RedisConfig(
        @Default("embedded") String uri,
        @Default("") Secret password,
        @Default("2s") Duration timeout,
        @Default("./data") String data) {

    public RedisConfig {
        new Bounds()
                .that(
                        "uri",
                        uri.equals("embedded") || Addresses.isRedis(uri),
                        "must be redis://host:port, rediss://host:port or embedded")
                .positive("timeout", timeout)
                .that("data", !data.isBlank(), "must name a folder, as ./data")
                .check();
    }

    /** Whether the gateway runs its own server. */
    public boolean isEmbedded() {
        return uri.equals("embedded");
    }

    /** The address less user and password. */
    @Override
    public String toString() {
        return "Redis at " + Addresses.withoutUser(uri);
    }
}
