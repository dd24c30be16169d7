package io.tidegate.ingress;

import io.tidegate.event.Refusal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/** What can be said about a request by its head alone. No state, no I/O. */
final class DoorRules {

    /** So much of a refused body is read over, so that the connection can be kept. */
    private static final long READ_OVER_BYTES = 64 << 10;

    private DoorRules() {}

    /** The first rule that the head breaks, cheapest first; empty if the body is welcome. */
    static Optional<Refusal> objection(HttpServerRequest request, Head head, Entrance entrance) {
        if (head.hosts() != 1 && !(head.hosts() == 0 && isOld(request))) {
            return Optional.of(Refusal.MALFORMED);
        }
        if (entrance.isNowhere()) {
            return Optional.of(Refusal.UNKNOWN_SOURCE);
        }
        if (!entrance.terms().methods().contains(request.method().name())) {
            return Optional.of(Refusal.METHOD);
        }
        if (head.expectsElse()) {
            return Optional.of(Refusal.EXPECTATION);
        }
        if (head.isEncoded() && !entrance.terms().mayBeCompressed()) {
            return Optional.of(Refusal.ENCODING);
        }
        return head.declaredBytes() > entrance.terms().maxBodyBytes()
                ? Optional.of(Refusal.TOO_LARGE)
                : Optional.empty();
    }

    private static boolean isOld(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_0;
    }

    /** Whether the connection can be kept after {@code reason}, because little is to come. */
    static boolean canStay(Refusal reason, Head head) {
        return !head.isChunked()
                && !head.expectsContinue()
                && head.declaredBytes() <= READ_OVER_BYTES
                && reason != Refusal.MALFORMED
                && reason != Refusal.EXPECTATION
                && reason != Refusal.TOO_LARGE;
    }
}
