package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.store.SecretVault;
import io.tidegate.store.SecretVaults;
import io.vertx.core.Vertx;
import java.util.List;

/** Vaults on one Redis server, each with a connection of its own. */
public final class RedisSecretVaults implements SecretVaults {

    private final RedisLinks links;
    private final Keys keys;

    /** Vaults on the server that {@code redis} names, which must be a real address. */
    public RedisSecretVaults(Vertx vertx, RedisConfig redis, StoreConfig config) {
        this(new RedisLinks(vertx, redis), config);
    }

    /** Vaults over these links. */
    public RedisSecretVaults(RedisLinks links, StoreConfig config) {
        this.links = links;
        keys = new Keys(config.prefix(), config.shards());
    }

    @Override
    public SecretVault openVault() {
        var link = links.to(LinkPurpose.SECRETS);
        link.open(List.of(keys.secrets()));
        return new RedisSecretVault(link, keys);
    }
}
