package io.tidegate.store;

/** What every event store has to pass; the tests are in the interfaces. */
public abstract class EventStoreContract extends StoreFixture
        implements ReadContract,
                OwnershipContract,
                ClaimContract,
                ParkingContract,
                WakeContract,
                DeadLetterContract,
                PauseContract,
                KeepingContract {}
