package io.tidegate.store.redis;

import io.tidegate.store.StoreStatus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drops what is done with, and counts what is there. */
final class Upkeep {

    private static final Script TRIM = Script.load("trim");
    private static final Script TIDY = Script.load("tidy");
    private static final Script COUNT = Script.load("count");
    private static final Duration CONSUMER_IDLE = Duration.ofHours(1);

    private final RedisLink link;
    private final Keys keys;
    private final Groups groups;
    private final Incidents incidents;
    private final MemoryWatch memory;

    Upkeep(RedisLink link, Keys keys, Groups groups, Incidents incidents, MemoryWatch memory) {
        this.link = link;
        this.keys = keys;
        this.groups = groups;
        this.incidents = incidents;
        this.memory = memory;
    }

    /** Drops settled history, and consumers that nobody uses any more. */
    Future<Long> trim(Duration age, long bytes) {
        var history = List.<Object>of(age.toMillis(), bytes / keys.shards());
        return groups.readable()
                .compose(
                        shards -> Future.all(shards.stream().map(it -> trim(it, history)).toList()))
                .map(all -> all.<Long>list().stream().mapToLong(Long::longValue).sum());
    }

    private Future<Long> trim(int shard, List<Object> history) {
        var stream = List.of(keys.events(shard));
        return TIDY.run(link, stream, List.of(Keys.GROUP, CONSUMER_IDLE.toMillis()))
                .compose(tidied -> TRIM.run(link, stream, history))
                .map(Response::toLong);
    }

    Future<StoreStatus> status(List<String> destinations) {
        return groups.readable()
                .compose(shards -> Future.all(shards.stream().map(this::count).toList()))
                .compose(
                        counts ->
                                sizes(Command.ZCARD, destinations, keys::due)
                                        .compose(
                                                parked ->
                                                        sizes(
                                                                        Command.XLEN,
                                                                        destinations,
                                                                        keys::dead)
                                                                .map(
                                                                        dead ->
                                                                                status(
                                                                                        counts
                                                                                                .list(),
                                                                                        parked,
                                                                                        dead))));
    }

    private Future<Response> count(int shard) {
        return COUNT.run(link, List.of(keys.events(shard)), List.of(Keys.GROUP));
    }

    private StoreStatus status(
            List<Response> counts, Map<String, Long> parked, Map<String, Long> dead) {
        return new StoreStatus(
                counts.stream().mapToLong(shard -> shard.get(0).toLong()).sum(),
                counts.stream().mapToLong(shard -> shard.get(1).toLong()).sum(),
                Duration.ofMillis(
                        counts.stream().mapToLong(shard -> shard.get(2).toLong()).max().orElse(0)),
                incidents.vanished(),
                incidents.remade(),
                memory.room(),
                parked,
                dead);
    }

    private Future<Map<String, Long>> sizes(
            Command command, List<String> names, java.util.function.UnaryOperator<String> key) {
        Map<String, Long> sizes = new HashMap<>();
        var replies = new ArrayList<Future<?>>();
        for (String name : names) {
            replies.add(
                    link.send(Request.cmd(command).arg(key.apply(name)))
                            .onSuccess(size -> sizes.put(name, size.toLong())));
        }
        return Future.all(replies).map(all -> sizes);
    }
}
