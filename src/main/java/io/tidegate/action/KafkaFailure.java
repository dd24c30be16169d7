package io.tidegate.action;

import io.tidegate.event.Outcome;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka's failures say about a delivery. */
final class KafkaFailure {

    /** About this record alone, and for ever. */
    private static final Map<Class<?>, Outcome> BY_RECORD =
            Map.of(
                    RecordTooLargeException.class, Outcome.dead("message too large"),
                    InvalidTopicException.class, Outcome.dead("topic name not allowed"),
                    InvalidRecordException.class, Outcome.dead("record refused"),
                    PolicyViolationException.class, Outcome.dead("record refused"),
                    UnknownTopicOrPartitionException.class, Failure.hardlyPassing("unknown topic"),
                    TopicAuthorizationException.class,
                            Failure.hardlyPassing("not allowed to write to the topic"));

    /** How a producer says, in a failure of no type of its own, that no broker's name resolves. */
    private static final String NO_HOST = "No resolvable bootstrap";

    private KafkaFailure() {}

    /** Judges a failure of an attempt that may take {@code timeout}. */
    static Outcome outcome(Throwable cause, Duration timeout) {
        Throwable root = root(cause);
        Outcome byRecord = BY_RECORD.get(root.getClass());
        return byRecord == null ? Outcome.retry(reason(root, timeout)) : byRecord;
    }

    /** Whether the failure is the producer's, so that others will fail with it too. */
    static boolean isOfTheProducer(Throwable cause) {
        Throwable root = root(cause);
        return !BY_RECORD.containsKey(root.getClass())
                && !(root instanceof RetriableException)
                && !(root instanceof java.util.concurrent.TimeoutException);
    }

    /** Why a topic is not known is told by the cause of a time-out. */
    private static Throwable root(Throwable cause) {
        boolean isAboutTopic =
                cause instanceof TimeoutException && cause.getCause() instanceof ApiException;
        return isAboutTopic && cause.getCause() != null ? cause.getCause() : cause;
    }

    private static String reason(Throwable cause, Duration timeout) {
        if (cause instanceof TimeoutException) {
            return "no answer from kafka";
        }
        if (cause instanceof SslAuthenticationException) {
            return "TLS handshake failed";
        }
        if (cause instanceof AuthenticationException) {
            return "credentials refused";
        }
        if (cause instanceof AuthorizationException) {
            return "not allowed to write";
        }
        if (cause.getClass() == KafkaException.class) {
            // Its own refusals are subclasses; this is what its constructor fails with.
            String why = String.valueOf(cause.getCause());
            return why.contains(NO_HOST) ? "unknown host" : "producer cannot be made";
        }
        return cause instanceof ApiException
                ? "kafka says " + cause.getClass().getSimpleName().replace("Exception", "")
                : Failure.reason(cause, timeout);
    }
}
