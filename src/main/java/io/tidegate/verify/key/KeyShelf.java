package io.tidegate.verify.key;

import io.tidegate.event.KeyRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key documents that were fetched, shared by all sources. It fetches nothing itself: whoever
 * judges says what is missing, and whoever can fetch puts it here. Safe for all threads.
 */
public final class KeyShelf {

    /** Senders choose part of some addresses, so the shelf must not grow with their ideas. */
    private static final int MOST = 500;

    private static final Duration RETRY = Duration.ofSeconds(30);

    /** A key may have been withdrawn while nobody could ask. */
    private static final Duration LONGEST_EXCUSE = Duration.ofDays(2);

    private final Map<KeyRequest, Document> documents = new ConcurrentHashMap<>();

    /**
     * A document and how long it is good for.
     *
     * @param bytes the document
     * @param fetchedAt when it came
     * @param excusedUntil until when it may be used although it is old, because fetching it anew
     *     failed
     */
    record Document(byte[] bytes, Instant fetchedAt, Instant excusedUntil) {

        boolean isFresh(Instant now, Duration maxAge) {
            boolean isExcused =
                    now.isBefore(excusedUntil) && now.isBefore(fetchedAt.plus(LONGEST_EXCUSE));
            return now.isBefore(fetchedAt.plus(maxAge)) || isExcused;
        }
    }

    /** The document, however old; empty if it was never fetched. */
    Optional<Document> find(KeyRequest request) {
        return Optional.ofNullable(documents.get(request));
    }

    /** Puts down what was fetched. */
    public void put(KeyRequest request, byte[] document, Instant now) {
        if (documents.size() >= MOST && !documents.containsKey(request)) {
            removeOldest();
        }
        documents.put(request, new Document(document, now, now));
    }

    /** Notes that fetching failed: an old document is used a little longer, if there is one. */
    public void failed(KeyRequest request, Instant now) {
        documents.computeIfPresent(
                request,
                (same, old) -> new Document(old.bytes(), old.fetchedAt(), now.plus(RETRY)));
    }

    private void removeOldest() {
        documents.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().fetchedAt()))
                .ifPresent(oldest -> documents.remove(oldest.getKey()));
    }
}
