package io.tidegate.store.memory;

import io.tidegate.store.SecretVault;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one vault of a process. Safe for any thread. */
final class MemorySecretVault implements SecretVault {

    private final InstantSource clock;
    private final Map<String, Deque<byte[]>> secrets = new HashMap<>();
    private final Map<String, Instant> openUntil = new HashMap<>();

    MemorySecretVault(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Future<Boolean> keep(String source, byte[] sealed, boolean trustsFirst) {
        boolean isFirst = trustsFirst && !secrets.containsKey(source);
        boolean isOpen = clock.instant().isBefore(openUntil.getOrDefault(source, Instant.MIN));
        if (!isFirst && !isOpen) {
            return Future.succeededFuture(false);
        }
        Deque<byte[]> kept = secrets.computeIfAbsent(source, name -> new ArrayDeque<>());
        if (kept.size() == MOST) {
            kept.removeFirst();
        }
        kept.addLast(sealed);
        return Future.succeededFuture(true);
    }

    @Override
    public synchronized Future<Void> open(String source, Duration window) {
        openUntil.put(source, clock.instant().plus(window));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Map<String, List<byte[]>>> all() {
        var all = new HashMap<String, List<byte[]>>();
        secrets.forEach((source, kept) -> all.put(source, List.copyOf(kept)));
        return Future.succeededFuture(all);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
