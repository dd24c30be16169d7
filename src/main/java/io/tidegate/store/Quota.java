package io.tidegate.store;

import java.util.Collection;
import java.util.List;

/**
 * How many shards each worker should hold: processes get as many as one another, give or take one,
 * and so do the workers within a process.
 *
 * <p>The quotas of all workers add up to the number of shards. Every worker reckons for itself, so
 * while gateways of two versions run side by side they must reckon alike: this never changes.
 */
public final class Quota {

    private Quota() {}

    /**
     * The quota of {@code worker}.
     *
     * @param all the workers that are known, in any order; {@code worker} counts in any case
     */
    public static int of(Worker worker, Collection<Worker> all, int shards) {
        var processes = all.stream().map(Worker::process).toList();
        var colleagues =
                all.stream()
                        .filter(it -> it.process().equals(worker.process()))
                        .map(Worker::instance)
                        .toList();
        return part(part(shards, worker.process(), processes), worker.instance(), colleagues);
    }

    /** What {@code one} gets of {@code whole}; whoever comes first in order gets the odd ones. */
    private static <T extends Comparable<T>> int part(int whole, T one, List<T> all) {
        int rank = (int) all.stream().distinct().filter(it -> it.compareTo(one) < 0).count();
        int others = (int) all.stream().distinct().filter(it -> it.compareTo(one) != 0).count();
        int count = others + 1;
        return whole / count + (rank < whole % count ? 1 : 0);
    }
}
