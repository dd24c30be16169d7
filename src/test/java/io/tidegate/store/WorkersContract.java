package io.tidegate.store;

/** Who reads which shards, and what that worker answers for. */
public interface WorkersContract extends OwnershipContract, LeaseContract {}
