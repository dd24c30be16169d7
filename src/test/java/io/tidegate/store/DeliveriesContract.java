package io.tidegate.store;

/** What is owed to destinations and has to wait. */
public interface DeliveriesContract
        extends ParkingContract,
                OrderContract,
                PullContract,
                DeadLetterContract,
                PauseContract,
                RateContract {}
