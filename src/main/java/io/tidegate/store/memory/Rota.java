package io.tidegate.store.memory;

import io.tidegate.store.Quota;
import io.tidegate.store.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who may read which shard, and until when. */
final class Rota {

    private final Duration length;
    private final InstantSource clock;
    private final Map<Worker, Long> living = new HashMap<>();
    private final List<Lease> leases;

    Rota(int shards, Duration length, InstantSource clock) {
        this.length = length;
        this.clock = clock;
        this.leases =
                new ArrayList<>(
                        IntStream.range(0, shards)
                                .mapToObj(it -> new Lease(it, Optional.empty(), 0, 0))
                                .toList());
    }

    /**
     * The right to read a shard.
     *
     * @param worker who has it; empty if it was given back
     * @param fence a number that grows whenever the shard is taken
     * @param endMillis when it ends
     */
    private record Lease(int shard, Optional<Worker> worker, long fence, long endMillis) {

        boolean isOf(Worker other) {
            return worker.equals(Optional.of(other));
        }
    }

    /**
     * What a worker has.
     *
     * @param fences its shards, with the numbers of their leases
     * @param ending those among them of which nothing more may be read
     */
    record Holding(Map<Integer, Long> fences, Set<Integer> ending) {}

    /**
     * The worker lives: it keeps its shards, gives back those beyond its quota that are not in
     * work, and takes free ones up to it.
     *
     * @param known the shards that it thinks it has
     * @param busy the shards of which something is in work
     */
    Holding beat(Worker worker, Map<Integer, Long> known, Set<Integer> busy) {
        living.values().removeIf(end -> end <= clock.millis());
        living.put(worker, clock.millis() + length.toMillis());
        int quota = Quota.of(worker, living.keySet(), leases.size());
        var holding = keep(worker, known, busy, quota);
        var taken = new HashMap<>(holding.fences());
        leases.stream()
                .filter(it -> !taken.containsKey(it.shard()) && isFree(it, worker))
                .limit(Math.max(0, quota - taken.size()))
                .map(it -> renew(it, worker, it.fence() + 1))
                .forEach(it -> taken.put(it.shard(), it.fence()));
        return new Holding(taken, holding.ending());
    }

    /** The worker goes: it gives back what is not in work, and takes nothing. */
    Holding leave(Worker worker, Map<Integer, Long> known, Set<Integer> busy) {
        living.remove(worker);
        return keep(worker, known, busy, 0);
    }

    private Holding keep(Worker worker, Map<Integer, Long> known, Set<Integer> busy, int quota) {
        var kept =
                leases.stream()
                        .filter(it -> it.isOf(worker))
                        .filter(it -> known.getOrDefault(it.shard(), -1L) == it.fence())
                        .collect(Collectors.toMap(Lease::shard, Lease::fence));
        int surplus = Math.max(0, kept.size() - quota);
        var idle = minus(kept.keySet(), busy).limit(surplus).toList();
        idle.forEach(this::giveBack);
        kept.keySet().removeAll(Set.copyOf(idle));
        kept.forEach((shard, fence) -> renew(leases.get(shard), worker, fence));
        var ending = kept.keySet().stream().filter(busy::contains).limit(surplus - idle.size());
        return new Holding(kept, ending.collect(Collectors.toSet()));
    }

    private static Stream<Integer> minus(Set<Integer> all, Set<Integer> some) {
        return all.stream().filter(it -> !some.contains(it));
    }

    private void giveBack(int shard) {
        leases.set(shard, new Lease(shard, Optional.empty(), leases.get(shard).fence(), 0));
    }

    private Lease renew(Lease lease, Worker worker, long fence) {
        long end = clock.millis() + length.toMillis();
        var renewed = new Lease(lease.shard(), Optional.of(worker), fence, end);
        leases.set(lease.shard(), renewed);
        return renewed;
    }

    /** A lease under the worker's own name that it does not know is from before a restart. */
    private boolean isFree(Lease lease, Worker worker) {
        return lease.endMillis() <= clock.millis() || lease.isOf(worker);
    }

    /** Whether the lease of this number holds now. */
    boolean isHeld(int shard, long fence) {
        Lease lease = leases.get(shard);
        return lease.fence() == fence && lease.endMillis() > clock.millis();
    }
}
