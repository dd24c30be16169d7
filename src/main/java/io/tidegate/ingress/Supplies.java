package io.tidegate.ingress;

import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig;
import io.tidegate.store.EventJournal;
import io.tidegate.store.EventStores;
import io.tidegate.store.SecretVaults;
import io.tidegate.trace.Tracing;
import io.tidegate.verify.key.KeyShelf;

/**
 * What the ingress half is given to work with.
 *
 * @param stores where events go
 * @param hold how long requests wait for them while they are away
 * @param journal where events go that these cannot take
 * @param vaults where secrets go that senders hand over
 * @param secretKey what those are sealed with; empty if none are to be kept
 * @param shelf where fetched keys go, for the sources to find
 * @param outbound how keys are fetched
 * @param tracing what makes spans of requests
 */
public record Supplies(
        EventStores stores,
        StoreConfig.HoldConfig hold,
        EventJournal journal,
        SecretVaults vaults,
        Secret secretKey,
        KeyShelf shelf,
        Outbound outbound,
        Tracing tracing) {}
