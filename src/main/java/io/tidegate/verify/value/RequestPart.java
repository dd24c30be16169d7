package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The parts of a request that have no name of their own. */
enum RequestPart implements Value {
    /** The HTTP method, upper case. */
    METHOD,
    /** The raw path, without the query. */
    PATH,
    /** The raw path and query. */
    TARGET,
    /** The raw query, without its question mark; empty if there is none. */
    QUERY,
    /** When it was received, in milliseconds since 1970: for senders whose events have no name. */
    RECEIVED,
    /** The whole body; as text, what is not UTF-8 becomes U+FFFD. */
    BODY;

    @Override
    public Optional<String> in(Evidence evidence) {
        var request = evidence.request();
        return switch (this) {
            case METHOD -> Optional.of(request.method());
            case PATH -> Optional.of(request.path());
            case TARGET -> Optional.of(request.target());
            case QUERY -> Optional.of(request.query());
            case RECEIVED -> Optional.of(Long.toString(request.receivedAt().toEpochMilli()));
            case BODY -> Optional.of(new String(request.body(), StandardCharsets.UTF_8));
        };
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return this == BODY ? Optional.of(evidence.request().body()) : Value.super.bytes(evidence);
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        return this == BODY ? evidence.withBody(text.getBytes(StandardCharsets.UTF_8)) : evidence;
    }

    @Override
    public boolean readsBody() {
        return this == BODY;
    }
}
