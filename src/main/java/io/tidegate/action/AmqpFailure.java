package io.tidegate.action;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import io.tidegate.event.Outcome;
import java.time.Duration;
import java.util.OptionalInt;

/** What RabbitMQ's failures say about a delivery. */
final class AmqpFailure {

    /** The broker would not have it: its queue is full, or it has trouble of its own. */
    static final Outcome NACK = Outcome.retry("refused by the broker");

    /** No queue is bound for its routing key, or none yet. */
    static final Outcome RETURNED = Failure.hardlyPassing("no queue for the routing key");

    private AmqpFailure() {}

    /** Judges a failure of an attempt that may take {@code timeout}. */
    static Outcome outcome(Throwable cause, Duration timeout) {
        if (cause instanceof AuthenticationFailureException
                || cause instanceof PossibleAuthenticationFailureException) {
            return Outcome.retry("credentials refused");
        }
        int code = replyCode(cause).orElse(AMQP.REPLY_SUCCESS);
        if (code == AMQP.NOT_FOUND) {
            return Failure.hardlyPassing("no such exchange");
        }
        if (code == AMQP.ACCESS_REFUSED) {
            return Failure.hardlyPassing("not allowed to publish");
        }
        return Outcome.retry(
                cause instanceof AlreadyClosedException || cause instanceof ShutdownSignalException
                        ? "connection closed"
                        : Failure.reason(cause, timeout));
    }

    private static OptionalInt replyCode(Throwable cause) {
        // A failure to publish or to connect has the reason as its cause.
        var signal = cause instanceof ShutdownSignalException ? cause : cause.getCause();
        if (!(signal instanceof ShutdownSignalException shutdown)) {
            return OptionalInt.empty();
        }
        if (shutdown.getReason() instanceof AMQP.Channel.Close close) {
            return OptionalInt.of(close.getReplyCode());
        }
        return shutdown.getReason() instanceof AMQP.Connection.Close close
                ? OptionalInt.of(close.getReplyCode())
                : OptionalInt.empty();
    }
}
