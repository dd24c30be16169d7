package io.tidegate.ingress;

import io.tidegate.config.Secret;
import io.tidegate.store.EventStores;
import io.tidegate.store.SecretVaults;
import io.tidegate.verify.key.KeyShelf;

/**
 * What the ingress half is given to work with.
 *
 * @param stores where events go
 * @param vaults where secrets go that senders hand over
 * @param secretKey what those are sealed with; empty if none are to be kept
 * @param shelf where fetched keys go, for the sources to find
 * @param outbound how keys are fetched
 */
public record Supplies(
        EventStores stores,
        SecretVaults vaults,
        Secret secretKey,
        KeyShelf shelf,
        Outbound outbound) {}
