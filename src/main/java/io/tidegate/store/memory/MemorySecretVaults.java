package io.tidegate.store.memory;

import io.tidegate.store.SecretVault;
import io.tidegate.store.SecretVaults;
import java.time.InstantSource;

/** Vaults over one memory that is gone with the process; the readable definition of a vault. */
public final class MemorySecretVaults implements SecretVaults {

    private final MemorySecretVault vault;

    /** An empty memory. */
    public MemorySecretVaults(InstantSource clock) {
        vault = new MemorySecretVault(clock);
    }

    @Override
    public SecretVault openVault() {
        return vault;
    }
}
