package io.tidegate.store.redis;

import io.tidegate.store.DeliveriesContract;
import io.tidegate.store.WorkersContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The rest of the contract on a cluster, for which a build has no time: {@code mvn verify
 * -Dtest=ClusterContractTest -Dtidegate.cluster=whole}.
 */
@EnabledIfSystemProperty(named = "tidegate.cluster", matches = "whole")
class ClusterContractTest extends ClusterStoreFixture
        implements WorkersContract, DeliveriesContract {}
