package io.tidegate.store.redis;

import io.tidegate.store.Pause;
import io.tidegate.store.StoreStatus;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Drops what is done with, and counts what is there. */
final class Upkeep {

    private static final Script TRIM = Script.load("trim");
    private static final Script TIDY = Script.load("tidy");
    private static final Script COUNT = Script.load("count");

    /** Consumers are let alone for an hour, so that looking once a minute is plenty. */
    private static final int TRIMS_PER_TIDY = 6;

    private static final Duration CONSUMER_IDLE = Duration.ofHours(1);

    private final Link link;
    private final Keys keys;
    private final Groups groups;
    private final Incidents incidents;
    private final MemoryWatch memory;
    private final Stops stops;
    private final Backlogs backlogs;
    private int trims;

    Upkeep(
            Link link,
            Keys keys,
            Groups groups,
            Incidents incidents,
            MemoryWatch memory,
            Stops stops) {
        this.link = link;
        this.keys = keys;
        this.groups = groups;
        this.incidents = incidents;
        this.memory = memory;
        this.stops = stops;
        this.backlogs = new Backlogs(link, keys);
    }

    /** Drops settled history, and consumers that nobody uses any more. */
    Future<Long> trim(Duration age, long bytes) {
        boolean isTidying = trims++ % TRIMS_PER_TIDY == 0;
        var history = List.<Object>of(age.toMillis(), bytes / keys.shards());
        return groups.readable()
                .compose(
                        shards ->
                                Future.all(
                                        shards.stream()
                                                .map(it -> trim(it, history, isTidying))
                                                .toList()))
                .map(all -> all.<Long>list().stream().mapToLong(Long::longValue).sum());
    }

    private Future<Long> trim(int shard, List<Object> history, boolean isTidying) {
        var stream = List.of(keys.events(shard));
        return (isTidying ? tidy(stream) : Future.succeededFuture())
                .compose(tidied -> TRIM.run(link, stream, history))
                .map(Response::toLong);
    }

    private Future<?> tidy(List<String> stream) {
        return TIDY.run(link, stream, List.of(Keys.GROUP, CONSUMER_IDLE.toMillis()));
    }

    Future<StoreStatus> status(List<String> destinations) {
        var shards =
                groups.readable()
                        .compose(all -> Future.all(all.stream().map(this::count).toList()))
                        .map(all -> all.<Response>list());
        var owed = backlogs.count();
        var paused = stops.all();
        return Future.all(shards, owed, paused)
                .map(all -> status(shards.result(), owed.result(), destinations, paused.result()));
    }

    private Future<Response> count(int shard) {
        return COUNT.run(link, List.of(keys.events(shard)), List.of(Keys.GROUP));
    }

    private StoreStatus status(
            List<Response> counts,
            List<Backlogs.Backlog> owed,
            List<String> destinations,
            Map<String, Pause> pauses) {
        return new StoreStatus(
                sum(counts, 0),
                sum(counts, 1),
                sum(counts, 3),
                Duration.ofMillis(
                        counts.stream().mapToLong(shard -> shard.get(2).toLong()).max().orElse(0)),
                incidents.vanished(),
                incidents.remade(),
                memory.room(),
                sizes(destinations, owed, Backlogs.Backlog::parked),
                sizes(destinations, owed, Backlogs.Backlog::dead),
                sizes(destinations, owed, Backlogs.Backlog::oldestMillis),
                pauses);
    }

    private static long sum(List<Response> counts, int place) {
        return counts.stream().mapToLong(shard -> shard.get(place).toLong()).sum();
    }

    private static Map<String, Long> sizes(
            List<String> destinations,
            List<Backlogs.Backlog> owed,
            ToLongFunction<Backlogs.Backlog> size) {
        Map<String, Long> sizes = new HashMap<>();
        destinations.forEach(name -> sizes.put(name, 0L));
        owed.forEach(it -> sizes.put(it.destination(), size.applyAsLong(it)));
        return sizes;
    }
}
