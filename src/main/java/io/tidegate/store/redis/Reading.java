package io.tidegate.store.redis;

import io.tidegate.event.StoredEvent;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads new entries of all shards, on a connection that may block. Owned by one event loop. */
final class Reading {

    /** How long a read waits for the first entry. */
    static final Duration BLOCK = Duration.ofSeconds(1);

    private final RedisLink link;
    private final Keys keys;
    private final Groups groups;
    private final Entries entries;
    private final Map<String, Integer> shardByKey = new HashMap<>();

    /** What Redis gave beyond what was asked for: it counts by shard. By worker. */
    private final Map<String, ArrayDeque<StoredEvent>> surplus = new HashMap<>();

    private boolean isReading;

    Reading(RedisLink link, Keys keys, Groups groups, Entries entries) {
        this.link = link;
        this.keys = keys;
        this.groups = groups;
        this.entries = entries;
        for (int shard = 0; shard < keys.shards(); shard++) {
            shardByKey.put(keys.events(shard), shard);
        }
    }

    /** Up to {@code max} new events; empty if none comes within {@link #BLOCK}. */
    Future<List<StoredEvent>> read(String worker, int max) {
        if (isReading) {
            return Future.failedFuture(StoreException.notDone("a read is under way already"));
        }
        var left = surplus.computeIfAbsent(worker, name -> new ArrayDeque<>());
        if (!left.isEmpty()) {
            return Future.succeededFuture(first(left, max));
        }
        isReading = true;
        return readShards(worker, max)
                .recover(failure -> heal(failure).compose(healed -> readShards(worker, max)))
                .map(
                        events -> {
                            left.addAll(events);
                            return first(left, max);
                        })
                .onComplete(done -> isReading = false);
    }

    private Future<List<Integer>> heal(Throwable failure) {
        return Groups.isMissing(failure) ? groups.ensure() : Future.failedFuture(failure);
    }

    private Future<List<StoredEvent>> readShards(String worker, int max) {
        return groups.readable()
                .compose(shards -> link.send(request(worker, max, shards)))
                .map(this::events);
    }

    private Request request(String worker, int max, List<Integer> shards) {
        var read =
                Request.cmd(Command.XREADGROUP)
                        .arg("GROUP")
                        .arg(Keys.GROUP)
                        .arg(worker)
                        .arg("COUNT")
                        .arg(Math.max(1, max / Math.max(1, shards.size())))
                        .arg("BLOCK")
                        .arg(BLOCK.toMillis())
                        .arg("STREAMS");
        shards.forEach(shard -> read.arg(keys.events(shard)));
        shards.forEach(shard -> read.arg(">"));
        return read;
    }

    /** The events of a reply that lists streams with their entries; nothing if there is none. */
    private List<StoredEvent> events(@Nullable Response streams) {
        var events = new ArrayList<StoredEvent>();
        if (streams != null) {
            for (Response stream : streams) {
                Integer shard = shardByKey.get(stream.get(0).toString());
                if (shard != null) {
                    events.addAll(entries.take(shard, stream.get(1)));
                }
            }
        }
        return events;
    }

    private static List<StoredEvent> first(ArrayDeque<StoredEvent> events, int max) {
        var first = new ArrayList<StoredEvent>();
        while (first.size() < max && !events.isEmpty()) {
            first.add(events.remove());
        }
        return first;
    }
}
