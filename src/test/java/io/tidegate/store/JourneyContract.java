package io.tidegate.store;

/** What every event goes through: it is kept, read, claimed, and somebody is woken for it. */
public interface JourneyContract
        extends ReadContract, ClaimContract, WakeContract, KeepingContract {}
