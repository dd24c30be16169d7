package io.tidegate.admin;

import io.tidegate.store.EventStores;
import io.tidegate.store.NoVault;
import io.tidegate.store.SecretVault;
import io.tidegate.store.SecretVaults;
import java.util.Set;

/**
 * What the gateway keeps and operators may look into or open.
 *
 * @param stores the events
 * @param vaults the secrets that senders handed over
 * @param capturing the names of the sources whose senders hand over secrets that can be kept
 */
public record Holdings(EventStores stores, SecretVaults vaults, Set<String> capturing) {

    public Holdings {
        capturing = Set.copyOf(capturing);
    }

    /** The vault, for the event loop of the calling verticle; where none is needed, none. */
    SecretVault openVault() {
        return capturing.isEmpty() ? new NoVault() : vaults.openVault();
    }
}
