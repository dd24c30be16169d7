package io.tidegate.store;

/** Opens vaults, one for each event loop that needs one. */
@FunctionalInterface
public interface SecretVaults {

    /**
     * Opens the vault for the event loop of the calling verticle. Does not wait for the server:
     * until it is there, its methods fail.
     */
    SecretVault openVault();
}
