package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.SecretVault;
import io.tidegate.store.SecretVaultContract;
import io.tidegate.store.SecretVaults;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The vault on Redis under the contract, and what it leaves there. */
class RedisSecretVaultTest extends SecretVaultContract {

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    /** Ends the time of open sources sooner instead of waiting. */
    private static final String TIME_MACHINE =
            """
            for _, key in ipairs(redis.call('KEYS', '*:open:*')) do
              redis.call('PEXPIRE', key, redis.call('PTTL', key) - ARGV[1])
            end
            """;

    @Override
    protected SecretVaults vaults() {
        return new RedisSecretVaults(vertx, LimitedUser.on(REDIS), CONFIG);
    }

    @Override
    protected void advance(Duration time) {
        REDIS.command("EVAL", TIME_MACHINE, "0", "" + time.toMillis());
    }

    private SecretVault open(Context loop) {
        return Futures.awaitOn(loop, () -> Future.succeededFuture(vaults().openVault()));
    }

    @Test
    void allKeysHaveOneHashTagAndTheMarkOfAnOpenSourceExpires() {
        // Given
        Context loop = vertx.getOrCreateContext();
        SecretVault vault = open(loop);
        // When
        Futures.awaitOn(loop, () -> vault.keep("shop", new byte[] {1}, true));
        Futures.awaitOn(loop, () -> vault.open("shop", Duration.ofMinutes(10)));
        // Then
        assertThat(REDIS.command("KEYS", "*").lines())
                .containsExactlyInAnyOrder("test:{secrets}:sealed", "test:{secrets}:open:shop");
        assertThat(Long.parseLong(REDIS.command("TTL", "test:{secrets}:open:shop")))
                .isBetween(590L, 600L);
        Futures.awaitOn(loop, vault::close);
    }

    @Test
    void vaultWithoutItsServerFailsUntilItIsBack() {
        // Given
        Context loop = vertx.getOrCreateContext();
        SecretVault vault = open(loop);
        Futures.awaitOn(loop, vault::all);
        // When
        REDIS.kill();
        // Then
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Futures.awaitOn(loop, () -> vault.keep("shop", new byte[1], true)))
                .isInstanceOf(StoreException.class);
        REDIS.start();
        LimitedUser.on(REDIS);
        org.awaitility.Awaitility.await()
                .ignoreExceptions()
                .until(() -> Futures.awaitOn(loop, vault::all).isEmpty());
        Futures.awaitOn(loop, vault::close);
    }
}
