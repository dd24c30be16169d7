package io.tidegate.action;

import io.tidegate.event.Outcome;
import io.tidegate.outbound.AddressRefused;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Puts failures of the network into a few words, without addresses, headers or bodies. */
final class Failure {

    private Failure() {}

    /** Why an attempt that may take {@code timeout} failed. */
    static String reason(Throwable cause, Duration timeout) {
        if (cause instanceof ConnectException refused) {
            return isTimeout(refused) ? "connect timeout" : "connection refused";
        }
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return "timeout after " + text(timeout);
        }
        if (cause instanceof AddressRefused || cause instanceof TokenFailure) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        if (cause instanceof SSLException) {
            return "TLS handshake failed";
        }
        if (cause instanceof ConnectionPoolTooBusyException) {
            return "no free connection";
        }
        if (cause instanceof IllegalArgumentException) {
            return "answer cannot be read";
        }
        return cause instanceof VertxException || cause instanceof java.io.IOException
                ? "connection closed"
                : cause.getClass().getSimpleName();
    }

    /**
     * A failure that is about where this one message goes, and hardly passes: a deployment may
     * still be making the topic or the queue.
     */
    static Outcome hardlyPassing(String reason) {
        return new Outcome.Retry(reason, Duration.ZERO, Answer.FEW_ATTEMPTS);
    }

    private static boolean isTimeout(ConnectException failure) {
        return String.valueOf(failure.getMessage()).contains("timed out");
    }

    private static String text(Duration timeout) {
        return timeout.toMillis() % 1000 == 0
                ? timeout.toSeconds() + "s"
                : timeout.toMillis() + "ms";
    }
}
