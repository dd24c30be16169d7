package io.tidegate.store.redis;

import io.tidegate.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hash of a source and a dedup key. At a quarter of a billion keys in a window, two of them
 * share 12 bytes with a chance of about 4 in 10^13.
 *
 * @param bytes a SHA-256
 */
record DedupHash(byte[] bytes) {

    private static final int FIELD_BYTES = 12;

    /** No name of a source has these in it. */
    private static final byte KEY = 0;

    private static final byte BODY = 1;
    private static final byte SOURCE = 2;

    /** The hash of this event's source and key, which do not run into one another. */
    static DedupHash of(Event event) {
        return of(event, KEY, event.dedupKey().getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of this event's source alone. */
    static DedupHash ofSource(Event event) {
        return of(event, SOURCE, new byte[0]);
    }

    /** The hash of this event's source and body. */
    static DedupHash ofBody(Event event) {
        return of(event, BODY, event.body());
    }

    private static DedupHash of(Event event, byte kind, byte[] what) {
        MessageDigest digest = sha256();
        digest.update(event.source().getBytes(StandardCharsets.UTF_8));
        digest.update(kind);
        return new DedupHash(digest.digest(what));
    }

    /** A digest of the kind that all hashes here are of, which nobody else uses. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of the key within its bucket. */
    byte[] field() {
        return Arrays.copyOf(bytes, FIELD_BYTES);
    }

    /** The name of the key together with a body of this check sum; of bytes used nowhere else. */
    byte[] fieldWith(int bodySum) {
        byte[] field = Arrays.copyOfRange(bytes, bytes.length - FIELD_BYTES, bytes.length);
        ByteBuffer own = ByteBuffer.wrap(field);
        int last = FIELD_BYTES - Integer.BYTES;
        own.putInt(last, own.getInt(last) ^ bodySum);
        return field;
    }

    /** The shard of the event. */
    int shard(int shards) {
        return Math.floorMod(ByteBuffer.wrap(bytes).getInt(FIELD_BYTES), shards);
    }

    /** The bucket within the shard; from other bytes than the shard, else buckets stay empty. */
    long bucket(long buckets) {
        return Math.floorMod(ByteBuffer.wrap(bytes).getLong(FIELD_BYTES + Integer.BYTES), buckets);
    }
}
