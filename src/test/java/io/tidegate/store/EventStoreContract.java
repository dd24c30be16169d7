package io.tidegate.store;

/** What every event store has to pass; the tests are in the interfaces. */
public abstract class EventStoreContract extends StoreFixture
        implements JourneyContract, WorkersContract, DeliveriesContract {}
