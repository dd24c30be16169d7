package io.tidegate.store;

/** What every event store has to pass; the tests are in the interfaces. */
public abstract class EventStoreContract extends StoreFixture
        implements ReadContract,
                OwnershipContract,
                LeaseContract,
                ClaimContract,
                ParkingContract,
                OrderContract,
                PullContract,
                WakeContract,
                DeadLetterContract,
                PauseContract,
                RateContract,
                KeepingContract {}
