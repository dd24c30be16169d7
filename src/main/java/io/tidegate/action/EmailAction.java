package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.EmailConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;

/**
 * Sends one mail for each event. Delivered means that the server took it for every receiver.
 *
 * <p>Each mail goes over a connection of its own: they are few, and a server that was away needs no
 * care.
 */
final class EmailAction implements Action {

    private static final int MOST_THREADS = 8;

    private final Duration timeout;
    private final Workers workers;
    private final Session session;
    private final Mail mail;

    EmailAction(Actions actions, EmailConfig email, DestinationConfig destination) {
        this.timeout = destination.timeout();
        int threads = Math.min(destination.concurrency(), MOST_THREADS);
        this.workers = new Workers(actions.vertx(), "email", threads, timeout);
        this.session = MailSettings.session(email, timeout);
        this.mail = new Mail(email);
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        return workers.run(() -> send(delivery))
                .otherwise(cause -> MailFailure.outcome(cause, timeout));
    }

    private Outcome send(Delivery delivery) throws MessagingException {
        MimeMessage message = mail.of(delivery, session);
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
        return Outcome.delivered();
    }

    @Override
    public Future<Void> close() {
        return workers.close();
    }
}
