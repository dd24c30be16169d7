package io.tidegate.verify;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The parts of a request that have no name of their own. */
enum RequestPart implements Value {
    /** The HTTP method, upper case. */
    METHOD,
    /** The raw path, without the query. */
    PATH,
    /** The address the sender used: https, the Host header, raw path and query. */
    URL,
    /** The whole body as UTF-8; what is not becomes U+FFFD, so this is for replies only. */
    BODY;

    @Override
    public Optional<String> in(Evidence evidence) {
        var request = evidence.request();
        return switch (this) {
            case METHOD -> Optional.of(request.method());
            case PATH -> Optional.of(request.path());
            case URL -> request.headers().first("host").map(h -> "https://" + h + request.target());
            case BODY -> Optional.of(new String(request.body(), StandardCharsets.UTF_8));
        };
    }
}
