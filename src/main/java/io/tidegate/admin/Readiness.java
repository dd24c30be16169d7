package io.tidegate.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * Whether the gateway lives and whether it wants requests: what an orchestrator asks. Safe for any
 * thread.
 *
 * <p>The two differ on purpose: a gateway whose store is away is alive, and restarting it would not
 * bring the store back.
 */
public final class Readiness {

    private final List<BooleanSupplier> stores = new CopyOnWriteArrayList<>();
    private final List<BooleanSupplier> loops = new CopyOnWriteArrayList<>();
    private volatile Optional<BooleanSupplier> journal = Optional.empty();
    private volatile boolean started;
    private volatile boolean draining;

    /** Being ready now needs this store too. */
    public void needsStore(BooleanSupplier isUsable) {
        stores.add(isUsable);
    }

    /** Requests are wanted even while a store is away, as long as the journal has room. */
    public void fallsBackOnJournal(BooleanSupplier hasRoom) {
        journal = Optional.of(hasRoom);
    }

    /** Whether there is a journal. */
    boolean hasJournal() {
        return journal.isPresent();
    }

    /** Whether there is a journal with room. */
    boolean isJournalUsable() {
        return journal.filter(BooleanSupplier::getAsBoolean).isPresent();
    }

    /** Being alive now needs these event loops too. */
    public void needsLoops(BooleanSupplier areAlive) {
        loops.add(areAlive);
    }

    /** Every part has started. */
    public void started() {
        started = true;
    }

    /** Whether every part has started. */
    public boolean isStarted() {
        return started;
    }

    /** From now on the gateway is not ready: it is about to stop. */
    public void drain() {
        draining = true;
    }

    /** Whether the gateway is about to stop. */
    public boolean isDraining() {
        return draining;
    }

    /** Whether every store can be written to. */
    public boolean isStoreUsable() {
        return stores.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    /** Whether every event loop answers. */
    public boolean isLive() {
        return loops.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    /** Whether requests should be sent here. */
    public boolean isReady() {
        return started && !isDraining() && (isStoreUsable() || isJournalUsable());
    }
}
