package io.tidegate.store.memory;

import io.tidegate.event.EventId;
import io.tidegate.store.Handout;
import io.tidegate.store.Worker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One worker's part in reading, from when it joins to when it leaves. Of one event loop. */
final class Shift {

    private static final int BEATS_PER_LEASE = 4;
    private static final int LOOK_EVERY_MILLIS = 10;
    private static final int LOOKS = 100;

    private final Vertx vertx;
    private final Memory memory;
    private final Worker worker;
    private final Map<Integer, Tenure> tenures = new TreeMap<>();
    private final long timer;
    private boolean isLeaving;
    private volatile int shards;

    Shift(Vertx vertx, Memory memory, Worker worker, Duration lease) {
        this.vertx = vertx;
        this.memory = memory;
        this.worker = worker;
        timer = vertx.setPeriodic(lease.toMillis() / BEATS_PER_LEASE, tick -> beat());
        beat();
    }

    /** What the worker does with a shard from when it has taken it. */
    private static final class Tenure {

        private final long fence;
        private final ArrayDeque<EventId> backlog;
        private final Set<EventId> inWork = new HashSet<>();
        private boolean isEnding;

        Tenure(long fence, List<EventId> backlog) {
            this.fence = fence;
            this.backlog = new ArrayDeque<>(backlog);
        }
    }

    private void beat() {
        Map<Integer, Long> known =
                tenures.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().fence));
        Set<Integer> busy =
                tenures.entrySet().stream()
                        .filter(it -> !it.getValue().inWork.isEmpty())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        note(
                memory.atRota(
                        rota ->
                                isLeaving
                                        ? rota.leave(worker, known, busy)
                                        : rota.beat(worker, known, busy)));
    }

    private void note(Rota.Holding holding) {
        var held = holding.fences();
        tenures.entrySet()
                .removeIf(it -> held.getOrDefault(it.getKey(), -1L) != it.getValue().fence);
        held.forEach((shard, fence) -> tenures.computeIfAbsent(shard, it -> begin(shard, fence)));
        tenures.forEach((shard, tenure) -> tenure.isEnding = holding.ending().contains(shard));
        shards = tenures.size();
    }

    private Tenure begin(int shard, long fence) {
        return new Tenure(fence, memory.atShard(shard, (it, now) -> it.pending()));
    }

    /** Some events; waits a second for the first. Who reads lives. */
    Future<List<Handout>> read(int max) {
        beat();
        Promise<List<Handout>> found = Promise.promise();
        look(max, LOOKS, found);
        return found.future();
    }

    private void look(int max, int left, Promise<List<Handout>> found) {
        var backlog = readBacklog(max);
        var events = backlog.isEmpty() ? readNew(max) : backlog;
        if (events.isEmpty() && left > 0) {
            vertx.setTimer(LOOK_EVERY_MILLIS, timer -> look(max, left - 1, found));
        } else {
            events.forEach(this::begin);
            found.complete(events);
        }
    }

    /** What workers before have left; what two have failed with comes alone. */
    private List<Handout> readBacklog(int max) {
        var found = new ArrayList<Handout>();
        for (var held : readable().entrySet()) {
            int shard = held.getKey();
            var backlog = held.getValue().backlog;
            while (found.size() < max && !backlog.isEmpty()) {
                EventId id = backlog.element();
                boolean isAlone = memory.atShard(shard, (it, now) -> it.failures(id)) > 0;
                if (isAlone && !found.isEmpty()) {
                    return found;
                }
                backlog.remove();
                memory.atShard(shard, (it, now) -> it.handAgain(id, 1, now)).ifPresent(found::add);
                if (isAlone) {
                    return found;
                }
            }
        }
        return found;
    }

    private List<Handout> readNew(int max) {
        var found = new ArrayList<Handout>();
        for (int shard : readable().keySet()) {
            int left = max - found.size();
            found.addAll(memory.atShard(shard, (it, now) -> it.read(left, now)));
        }
        return found;
    }

    private Map<Integer, Tenure> readable() {
        var readable = new TreeMap<>(tenures);
        readable.entrySet().removeIf(it -> it.getValue().isEnding || !isGood(it));
        return readable;
    }

    private boolean isGood(Map.Entry<Integer, Tenure> held) {
        return memory.atRota(rota -> rota.isHeld(held.getKey(), held.getValue().fence));
    }

    private void begin(Handout handed) {
        EventId id = handed.event().id();
        tenures.entrySet().stream()
                .filter(it -> it.getKey() == id.shard())
                .forEach(it -> it.getValue().inWork.add(id));
    }

    /** What was handed out that long ago, of shards whose backlog has been. */
    List<Handout> reclaim(Duration idle, int max) {
        beat();
        var found = new ArrayList<Handout>();
        for (var held : tenures.entrySet()) {
            if (held.getValue().backlog.isEmpty() && isGood(held)) {
                int left = max - found.size();
                found.addAll(
                        memory.atShard(
                                held.getKey(),
                                (it, now) -> it.reclaim(now - idle.toMillis(), left, now)));
            }
        }
        found.forEach(this::begin);
        return found;
    }

    boolean isHeld(EventId id) {
        return tenures.entrySet().stream()
                .filter(it -> it.getKey() == id.shard())
                .anyMatch(it -> it.getValue().inWork.contains(id) && isGood(it));
    }

    /** The event is settled or given back. */
    void end(EventId id) {
        tenures.entrySet().stream()
                .filter(it -> it.getKey() == id.shard())
                .map(Map.Entry::getValue)
                .filter(it -> it.inWork.remove(id) && it.isEnding && it.inWork.isEmpty())
                .toList()
                .forEach(idle -> beat());
    }

    void leave() {
        isLeaving = true;
        beat();
    }

    void close() {
        vertx.cancelTimer(timer);
        isLeaving = true;
        tenures.values().forEach(it -> it.inWork.clear());
        beat();
    }

    int shards() {
        return shards;
    }
}
