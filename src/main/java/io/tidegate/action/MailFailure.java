package io.tidegate.action;

import io.tidegate.event.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What an SMTP server's answers say about a delivery. */
final class MailFailure {

    /**
     * Too large (RFC 1870, 6.1). Not 554: servers say it of what they think is spam, but also of
     * who may not send through them, which an operator can mend.
     */
    private static final int TOO_LARGE = 552;

    /** About who we are (RFC 4954, 6): what an operator mends for all mails at once. */
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

    private MailFailure() {}

    /** Judges a failure of an attempt that may take {@code timeout}. */
    static Outcome outcome(Throwable cause, Duration timeout) {
        if (cause instanceof AuthenticationFailedException) {
            return Outcome.retry("credentials refused");
        }
        int code = replyCode(cause).orElse(0);
        if (LOGIN.contains(code)) {
            return Outcome.retry("credentials refused");
        }
        if (code == TOO_LARGE) {
            return Outcome.dead("smtp says " + code);
        }
        if (code / 100 == 5) {
            return Failure.hardlyPassing("smtp says " + code);
        }
        return Outcome.retry(code > 0 ? "smtp says " + code : reason(cause, timeout));
    }

    /** The first reply in a chain of failures, of which each may be about one receiver. */
    private static OptionalInt replyCode(Throwable cause) {
        Throwable next = cause;
        while (next instanceof MessagingException failure) {
            int code = ownCode(failure);
            if (code > 0) {
                return OptionalInt.of(code);
            }
            next = failure.getNextException();
        }
        return OptionalInt.empty();
    }

    private static int ownCode(MessagingException failure) {
        if (failure instanceof SMTPAddressFailedException receiver) {
            return receiver.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return failure instanceof SMTPSendFailedException message ? message.getReturnCode() : 0;
    }

    private static String reason(Throwable cause, Duration timeout) {
        if (!(cause instanceof MessagingException failure)) {
            return Failure.reason(cause, timeout);
        }
        if (String.valueOf(failure.getMessage()).contains("STARTTLS")) {
            return "TLS is not offered";
        }
        return failure.getNextException() == null
                ? "connection closed"
                : reason(failure.getNextException(), timeout);
    }
}
