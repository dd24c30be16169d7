package io.tidegate.admin;

import io.tidegate.store.EventStores;
import io.tidegate.store.SecretVaults;

/**
 * What the gateway keeps and operators may look into or open.
 *
 * @param stores the events
 * @param vaults the secrets that senders handed over
 */
public record Holdings(EventStores stores, SecretVaults vaults) {}
