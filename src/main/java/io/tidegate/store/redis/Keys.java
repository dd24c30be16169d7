package io.tidegate.store.redis;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names of all keys. What one script touches has one hash tag, so that it lies on one node.
 *
 * @param prefix what every key begins with
 * @param shards how many shards there are
 */
record Keys(String prefix, int shards) {

    /** The one consumer group of every shard. */
    static final String GROUP = "dispatch";

    /**
     * The one consumer of every group: whoever holds the lease of the shard. A name for each worker
     * would leave one behind with every pod that is gone.
     */
    static final String CONSUMER = "w";

    /** The stream of a shard. */
    String events(int shard) {
        return shardKey(shard) + "events";
    }

    /** The streams of all shards, in their order. */
    List<String> allEvents() {
        return IntStream.range(0, shards).mapToObj(this::events).toList();
    }

    /** Keys of all slots that are always in use. */
    List<String> standing() {
        return Stream.concat(allEvents().stream(), Stream.of(wake(), workers(), layout())).toList();
    }

    /** Who may read a shard just now. */
    String lease(int shard) {
        return shardKey(shard) + "lease";
    }

    /** The workers that live, by the time until which they count as living. */
    String workers() {
        return prefix + ":workers";
    }

    /** How everything under the prefix is laid out. */
    String layout() {
        return prefix + ":layout";
    }

    /** Entries of a shard that could not be read. */
    String unreadable(int shard) {
        return shardKey(shard) + "unreadable";
    }

    /** One bucket of remembered dedup keys; version 1 had entry ids as text in it. */
    String seen(int shard, long spanSeconds, long period, long bucket) {
        return shardKey(shard) + "seen:v2:" + spanSeconds + ":" + period + ":" + bucket;
    }

    private String shardKey(int shard) {
        return prefix + ":{" + (shard < 10 ? "0" : "") + shard + "}:";
    }

    /** Parked deliveries of a destination by the time they are due. */
    String due(String destination) {
        return destinationKey(destination) + "due";
    }

    /** The copies of the parked deliveries. */
    String parked(String destination) {
        return destinationKey(destination) + "parked";
    }

    /** How often each parked delivery was leased since it was parked. */
    String leases(String destination) {
        return destinationKey(destination) + "leases";
    }

    /** Who stands where in the lines of a destination. */
    String places(String destination) {
        return destinationKey(destination) + "places";
    }

    /** Which place each parked delivery has that stands in line. */
    String standing(String destination) {
        return destinationKey(destination) + "standing";
    }

    /** Since when each event is here of which a delivery is parked. */
    String ages(String destination) {
        return destinationKey(destination) + "ages";
    }

    /** Up to which event each shard has lined up. */
    String lined(String destination) {
        return destinationKey(destination) + "lined";
    }

    /** All of what is parked for a destination: what {@code line.lua} works with. */
    List<String> lot(String destination) {
        return List.of(
                due(destination),
                parked(destination),
                leases(destination),
                places(destination),
                standing(destination),
                ages(destination));
    }

    /** The dead letters of a destination. */
    String dead(String destination) {
        return destinationKey(destination) + "dead";
    }

    /** Which events are among the dead letters, and where. */
    String buried(String destination) {
        return destinationKey(destination) + "buried";
    }

    /** When the next attempt at a destination may begin. */
    String rate(String destination) {
        return destinationKey(destination) + "rate";
    }

    /** When to look at which destination. */
    String wake() {
        return sharedKey() + "wake";
    }

    /** Which destinations have something parked or dead, by when that was last added to. */
    String owed() {
        return sharedKey() + "owed";
    }

    /** Which destinations are paused, since when and why. */
    String paused() {
        return sharedKey() + "paused";
    }

    private String sharedKey() {
        return prefix + ":{all}:";
    }

    /** The sealed secrets that senders handed over. */
    String secrets() {
        return prefix + ":{secrets}:sealed";
    }

    /** The mark that a source is open for a further secret. */
    String open(String source) {
        return prefix + ":{secrets}:open:" + source;
    }

    private String destinationKey(String destination) {
        return prefix + ":{d:" + destination + "}:";
    }
}
