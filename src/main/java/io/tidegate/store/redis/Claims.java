package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Remembers which event was the first of its dedup key, in hashes of about a hundred short fields:
 * measured 42 bytes a key against 180 for a key of its own.
 *
 * <p>An event makes one claim, on its key, and where equal bodies make duplicates too another, on
 * its body; that one may lie in another shard.
 */
final class Claims {

    private static final Script CLAIM = Script.load("claim");
    private static final Claim[] ANSWERS = {
        Claim.FIRST, Claim.AGAIN, Claim.CONFLICT, Claim.DUPLICATE
    };
    private static final int KEYS_PER_BUCKET = 64;

    private final Link link;
    private final Keys keys;
    private final int shards;
    private final long buckets;
    private final boolean isReplicated;

    Claims(Link link, Keys keys, StoreConfig config) {
        this.link = link;
        this.keys = keys;
        this.shards = config.shards();
        this.isReplicated = config.durability() == StoreConfig.Durability.REPLICATED;
        this.buckets = Math.max(1, config.dedupCapacity() / config.shards() / KEYS_PER_BUCKET);
    }

    /** A claim on a key or a body, by the event at a place of the list. */
    private record Placed(int place, Stake stake) {}

    /**
     * One answer an event, in their order.
     *
     * @param isOurs whether this worker still answers for an event: the claim of one that is on no
     *     server any more would have the same event, sent again, taken for its duplicate
     */
    Future<List<Claim>> claim(
            List<StoredEvent> events, DedupRules rules, Predicate<EventId> isOurs) {
        Map<Integer, List<Placed>> byShard = new TreeMap<>();
        var answers = new Claim[events.size()];
        Arrays.fill(answers, Claim.FIRST);
        for (int place = 0; place < events.size(); place++) {
            if (!isOurs.test(events.get(place).id())) {
                answers[place] = Claim.GONE;
                continue;
            }
            for (Stake stake : stakes(events.get(place), rules)) {
                byShard.computeIfAbsent(stake.hash().shard(shards), it -> new ArrayList<>())
                        .add(new Placed(place, stake));
            }
        }
        var asked = new ArrayList<Future<?>>();
        byShard.forEach((shard, its) -> asked.add(claimInShard(shard, its, answers)));
        return Future.all(asked)
                // What is claimed of a master that is replaced is claimed again of the next one.
                .compose(all -> affirm(byShard.keySet()))
                .map(all -> Arrays.asList(answers));
    }

    /**
     * Each server is asked for once. Where replicas must confirm, a gateway that is cut off with an
     * old master delivers nothing.
     */
    private Future<?> affirm(Set<Integer> asked) {
        var links = asked.stream().map(shard -> link.of(keys.events(shard))).distinct();
        return Future.all(
                links.map(it -> isReplicated ? it.affirm() : it.affirmIfKnown()).toList());
    }

    private static List<Stake> stakes(StoredEvent event, DedupRules rules) {
        DedupRule rule = rules.of(event.event().source());
        if (rule.isOff()) {
            return List.of();
        }
        return rule.byBytes()
                ? List.of(Stake.onKey(event, rule), Stake.onBody(event, rule))
                : List.of(Stake.onKey(event, rule));
    }

    private Future<Void> claimInShard(int shard, List<Placed> its, Claim[] answers) {
        var bucketKeys = new ArrayList<String>();
        var arguments = new ArrayList<Object>();
        for (Placed placed : its) {
            Stake stake = placed.stake();
            long bucket = stake.hash().bucket(buckets);
            for (long period : stake.periods()) {
                bucketKeys.add(keys.seen(shard, stake.spanSeconds(), period, bucket));
            }
            arguments.addAll(stake.arguments());
        }
        return CLAIM.run(link, bucketKeys, arguments)
                .compose(numbers -> fill(answers, its, numbers))
                .recover(Claims::unlessFull);
    }

    /** Fails if it is no number for each: what is not known must not pass for a first claim. */
    private static Future<Void> fill(Claim[] answers, List<Placed> its, Response numbers) {
        for (int i = 0; i < its.size(); i++) {
            int place = its.get(i).place();
            Claim claim = ANSWERS[numbers.get(i).toInteger()];
            // Of two claims of an event the later in the order of declaration counts.
            answers[place] = claim.compareTo(answers[place]) > 0 ? claim : answers[place];
        }
        return Future.succeededFuture();
    }

    private static Future<Void> unlessFull(Throwable failure) {
        boolean isFull =
                failure instanceof StoreException
                        && String.valueOf(failure.getMessage()).startsWith("OOM");
        return isFull ? Future.succeededFuture() : Future.failedFuture(failure);
    }
}
