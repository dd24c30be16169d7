package io.tidegate.verify.key;

import io.tidegate.event.KeyRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keys that the provider publishes. The address may follow from the request, and then must match a
 * pattern that only the provider's own addresses match.
 */
public final class RemoteKeys implements KeySupply {

    /**
     * Who floods us with made-up names of keys makes us ask the provider no more often than this.
     */
    private static final Duration SHORTEST_REFETCH = Duration.ofSeconds(60);

    private static final Duration OLDEST = Duration.ofDays(1);

    private final KeyPlace place;
    private final Optional<Value> id;
    private final KeyDocument form;
    private final SignatureAlgorithm algorithm;
    private final Duration maxAge;
    private final KeyShelf shelf;
    private volatile Read lastRead = Read.NOTHING;

    /** What a document was found to hold, so that it is taken apart once. */
    private record Read(byte[] document, List<NamedPublicKey> keys) {
        static final Read NOTHING = new Read(new byte[0], List.of());
    }

    /**
     * Where keys are.
     *
     * @param place the address and what to send there
     * @param id where the request names its key; empty if any key may have been used
     * @param form how the document holds keys
     * @param algorithm how the keys are used
     * @param maxAge how long a document is good for; at most a day
     * @param shelf where documents are put
     */
    public RemoteKeys(
            KeyPlace place,
            Optional<Value> id,
            KeyDocument form,
            SignatureAlgorithm algorithm,
            Duration maxAge,
            KeyShelf shelf) {
        this.place = place;
        this.id = id;
        this.form = form;
        this.algorithm = algorithm;
        this.maxAge = maxAge.compareTo(OLDEST) > 0 ? OLDEST : maxAge;
        this.shelf = shelf;
    }

    @Override
    public Keys keys(Evidence evidence) {
        Optional<KeyRequest> request = place.request(evidence);
        if (request.isEmpty()) {
            return new Keys.Refused(Rejection.MISSING_VALUE);
        }
        if (!place.holds(request.get())) {
            return new Keys.Refused(Rejection.UNKNOWN_KEY);
        }
        return place.grant().isEmpty()
                ? keys(evidence, request.get())
                : keys(evidence, request.get(), place.grant().get());
    }

    /** Keys that are only shown to who has a token. */
    private Keys keys(Evidence evidence, KeyRequest request, TokenGrant grant) {
        Instant now = evidence.request().receivedAt();
        Optional<KeyShelf.Document> document = shelf.find(grant.request());
        Optional<String> token = document.flatMap(it -> grant.token(it, now));
        if (token.isPresent()) {
            return keys(evidence, TokenGrant.with(token.get(), request));
        }
        boolean mayHelp = document.filter(it -> isYoung(it, now)).isEmpty();
        return mayHelp
                ? new Keys.Missing(grant.request())
                : new Keys.Refused(Rejection.UNKNOWN_KEY);
    }

    private static boolean isYoung(KeyShelf.Document document, Instant now) {
        return !now.isAfter(document.fetchedAt().plus(SHORTEST_REFETCH));
    }

    private Keys keys(Evidence evidence, KeyRequest request) {
        Optional<String> wanted = id.flatMap(it -> it.in(evidence));
        Instant now = evidence.request().receivedAt();
        return shelf.find(request)
                .map(document -> keys(request, document, wanted, now))
                .orElseGet(() -> new Keys.Missing(request));
    }

    private Keys keys(
            KeyRequest request, KeyShelf.Document document, Optional<String> wanted, Instant now) {
        List<Candidate> candidates =
                read(document.bytes()).stream()
                        .filter(key -> wanted.isEmpty() || isNamed(key, wanted.get()))
                        .filter(key -> algorithm.takes(key.key()))
                        .map(this::candidate)
                        .toList();
        if (candidates.isEmpty()) {
            return isYoung(document, now)
                    ? new Keys.Refused(Rejection.UNKNOWN_KEY)
                    : new Keys.Missing(request);
        }
        return document.isFresh(now, maxAge)
                ? new Keys.Found(candidates)
                : new Keys.Missing(request);
    }

    /** A document that holds a single key need not name it. */
    private static boolean isNamed(NamedPublicKey key, String wanted) {
        return key.id().isEmpty() || key.id().equals(wanted);
    }

    private Candidate candidate(NamedPublicKey key) {
        return new Candidate(
                key.id(), "", new KeyPairKey(algorithm, Optional.of(key.key()), Optional.empty()));
    }

    private List<NamedPublicKey> read(byte[] document) {
        Read last = lastRead;
        if (last.document() == document) {
            return last.keys();
        }
        var fresh = new Read(document, form.keys(document));
        lastRead = fresh;
        return fresh.keys();
    }
}
