package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers which event was the first of its dedup key, in hashes of about a hundred short fields:
 * measured 42 bytes a key against 180 for a key of its own.
 */
final class Claims {

    private static final Script CLAIM = Script.load("claim");
    private static final Claim[] ANSWERS = {Claim.FIRST, Claim.AGAIN, Claim.DUPLICATE};
    private static final int KEYS_PER_BUCKET = 64;

    private final RedisLink link;
    private final Keys keys;
    private final long buckets;

    Claims(RedisLink link, Keys keys, StoreConfig config) {
        this.link = link;
        this.keys = keys;
        this.buckets = Math.max(1, config.dedupCapacity() / config.shards() / KEYS_PER_BUCKET);
    }

    /** One answer an event, in their order. */
    Future<List<Claim>> claim(List<StoredEvent> events, Duration window) {
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int place = 0; place < events.size(); place++) {
            int shard = events.get(place).id().shard();
            places.computeIfAbsent(shard, it -> new ArrayList<>()).add(place);
        }
        var answers = new Claim[events.size()];
        var shards = new ArrayList<Future<?>>();
        places.forEach(
                (shard, its) -> {
                    var ofShard = its.stream().map(events::get).toList();
                    shards.add(claimInShard(ofShard, window).map(it -> fill(answers, its, it)));
                });
        return Future.all(shards).map(all -> Arrays.asList(answers));
    }

    private static boolean fill(Claim[] answers, List<Integer> places, List<Claim> claims) {
        for (int i = 0; i < places.size(); i++) {
            answers[places.get(i)] = claims.get(i);
        }
        return true;
    }

    private Future<List<Claim>> claimInShard(List<StoredEvent> events, Duration window) {
        long seconds = Math.max(1, window.toSeconds());
        var bucketKeys = new ArrayList<String>();
        var arguments = new ArrayList<Object>(List.of(window.toMillis(), 2 * seconds));
        for (StoredEvent event : events) {
            DedupHash hash = DedupHash.of(event.event());
            long period = event.id().millis() / (seconds * 1_000);
            long bucket = hash.bucket(buckets);
            // The period after as well: a later event may have been read, and claimed, before.
            for (long near : List.of(period, period - 1, period + 1)) {
                bucketKeys.add(keys.seen(event.id().shard(), seconds, near, bucket));
            }
            arguments.add(hash.field());
            arguments.add(event.id().entry());
        }
        return CLAIM.run(link, bucketKeys, arguments)
                .map(Claims::answers)
                .recover(failure -> unlessFull(events, failure));
    }

    private static List<Claim> answers(Response numbers) {
        return numbers.stream().map(number -> ANSWERS[number.toInteger()]).toList();
    }

    private static Future<List<Claim>> unlessFull(List<StoredEvent> events, Throwable failure) {
        boolean isFull =
                failure instanceof StoreException
                        && String.valueOf(failure.getMessage()).startsWith("OOM");
        return isFull
                ? Future.succeededFuture(events.stream().map(event -> Claim.FIRST).toList())
                : Future.failedFuture(failure);
    }
}
