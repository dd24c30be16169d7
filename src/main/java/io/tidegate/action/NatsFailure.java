package io.tidegate.action;

import io.nats.client.AuthenticationException;
import io.nats.client.JetStreamApiException;
import io.tidegate.event.Outcome;
import java.io.IOException;
import java.time.Duration;

/** What NATS' failures say about a delivery. */
final class NatsFailure {

    /** The message is above what the server, or the stream, takes. */
    static final Outcome TOO_LARGE = Outcome.dead("message too large");

    /** JetStream's own numbers of errors, see errors.json of the server's source. */
    private static final int MESSAGE_OVER_LIMIT = 10054;

    private static final String NO_STREAM = " 503 ";

    private NatsFailure() {}

    /** Judges a failure of an attempt that may take {@code timeout}. */
    static Outcome outcome(Throwable cause, Duration timeout) {
        if (cause instanceof JetStreamApiException refusal) {
            int code = refusal.getApiErrorCode();
            return code == MESSAGE_OVER_LIMIT ? TOO_LARGE : Outcome.retry("nats says " + code);
        }
        if (cause instanceof AuthenticationException) {
            return Outcome.retry("credentials refused");
        }
        if (cause instanceof IllegalArgumentException) {
            // The client looks at subject and headers before it sends them.
            return Outcome.dead("message cannot be written");
        }
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof IOException && text.contains(NO_STREAM)) {
            return Failure.hardlyPassing("no stream takes the subject");
        }
        return Outcome.retry(Failure.reason(cause, timeout));
    }
}
