package io.tidegate.store.redis;

import io.tidegate.event.StoredEvent;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives entries back that were read and never settled. Owned by one event loop. */
final class Recovery {

    private static final String START = "0-0";

    private final RedisLink link;
    private final Keys keys;
    private final Groups groups;
    private final Entries entries;

    /** The last entry that a worker has resumed in each shard, by worker and shard. */
    private final Map<String, String> resumed = new HashMap<>();

    Recovery(RedisLink link, Keys keys, Groups groups, Entries entries) {
        this.link = link;
        this.keys = keys;
        this.groups = groups;
        this.entries = entries;
    }

    /** Entries pending under the worker's own name, from where the call before has ended. */
    Future<List<StoredEvent>> resume(String worker, int max) {
        return groups.readable()
                .compose(
                        shards ->
                                Sweep.over(
                                        shards,
                                        max,
                                        (shard, left, found) ->
                                                resume(worker, shard, left, found)));
    }

    private Future<Boolean> resume(String worker, int shard, int max, List<StoredEvent> found) {
        String place = worker + " " + shard;
        return link.send(
                        Request.cmd(Command.XREADGROUP)
                                .arg("GROUP")
                                .arg(Keys.GROUP)
                                .arg(worker)
                                .arg("COUNT")
                                .arg(max)
                                .arg("STREAMS")
                                .arg(keys.events(shard))
                                .arg(resumed.getOrDefault(place, START)))
                .map(streams -> streams.get(0).get(1))
                .map(
                        list -> {
                            found.addAll(entries.take(shard, list));
                            boolean isEmpty = list.size() == 0;
                            if (!isEmpty) {
                                resumed.put(place, list.get(list.size() - 1).get(0).toString());
                            }
                            return !isEmpty;
                        });
    }

    /** Entries of any worker that have been idle for so long; they are this worker's from now. */
    Future<List<StoredEvent>> reclaim(String worker, Duration idle, int max) {
        Map<Integer, String> cursors = new HashMap<>();
        return groups.readable()
                .compose(
                        shards ->
                                Sweep.over(
                                        shards,
                                        max,
                                        (shard, left, found) ->
                                                autoclaim(worker, idle, shard, left, cursors)
                                                        .map(
                                                                claimed ->
                                                                        note(
                                                                                shard, claimed,
                                                                                cursors, found))));
    }

    private Future<Response> autoclaim(
            String worker, Duration idle, int shard, int max, Map<Integer, String> cursors) {
        return link.send(
                Request.cmd(Command.XAUTOCLAIM)
                        .arg(keys.events(shard))
                        .arg(Keys.GROUP)
                        .arg(worker)
                        .arg(idle.toMillis())
                        .arg(cursors.getOrDefault(shard, START))
                        .arg("COUNT")
                        .arg(max));
    }

    /** The third part of the reply, ids that are gone from the stream, exists since Redis 7.0. */
    private boolean note(
            int shard, Response claimed, Map<Integer, String> cursors, List<StoredEvent> found) {
        found.addAll(entries.take(shard, claimed.get(1)));
        entries.countVanished(claimed.size() > 2 ? claimed.get(2).size() : 0);
        String cursor = claimed.get(0).toString();
        cursors.put(shard, cursor);
        return !cursor.equals(START);
    }
}
