package io.tidegate.store.memory;

import io.tidegate.store.SecretVaultContract;
import io.tidegate.store.SecretVaults;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The reference implementation, at a time of its own. */
class MemorySecretVaultTest extends SecretVaultContract {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @Override
    protected SecretVaults vaults() {
        return new MemorySecretVaults(now::get);
    }

    @Override
    protected void advance(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }
}
