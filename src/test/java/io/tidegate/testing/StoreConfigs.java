package io.tidegate.testing;

import io.tidegate.config.ByteSize;
import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig;
import java.time.Duration;

/** Configurations of the store for tests. */
public final class StoreConfigs {

    private StoreConfigs() {}

    /** One that asks for this level, with one replica. */
    public static StoreConfig at(StoreConfig.Durability level) {
        return new StoreConfig(
                level,
                1,
                8,
                "test",
                Duration.ofHours(72),
                100_000,
                Duration.ofSeconds(2),
                new ByteSize(0),
                new StoreConfig.HoldConfig(Duration.ofSeconds(2), new ByteSize(64 << 20)),
                new StoreConfig.JournalConfig("", new ByteSize(256 << 20)),
                new StoreConfig.HistoryConfig(Duration.ofHours(1), new ByteSize(256 << 20)),
                Secret.NONE);
    }
}
