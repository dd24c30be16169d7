package io.tidegate.action;

import io.tidegate.config.EmailConfig;
import io.tidegate.config.EmailConfig.StartTls;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/** How connections to an SMTP server are made. */
final class MailSettings {

    private static final int PORT = 587;
    private static final int TLS_PORT = 465;

    private MailSettings() {}

    /** A session whose connections wait no longer than {@code limit} for anything. */
    static Session session(EmailConfig email, Duration limit) {
        var server = ServerAddress.of(email.uri(), "smtps", PORT, TLS_PORT);
        boolean isTls = server.isTls();
        var settings = new Properties();
        settings.setProperty("mail.transport.protocol", "smtp");
        settings.setProperty("mail.smtp.host", server.host());
        settings.setProperty("mail.smtp.port", "" + server.port());
        for (String step : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            settings.setProperty("mail.smtp." + step, "" + limit.toMillis());
        }
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.setProperty("mail.smtp.ssl.enable", "" + isTls);
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean isOffered = !isTls && email.startTls() != StartTls.OFF;
        boolean isDemanded = !isTls && email.startTls() == StartTls.REQUIRED;
        settings.setProperty("mail.smtp.starttls.enable", "" + isOffered);
        settings.setProperty("mail.smtp.starttls.required", "" + isDemanded);
        if (email.user().isEmpty()) {
            return Session.getInstance(settings);
        }
        settings.setProperty("mail.smtp.auth", "true");
        return Session.getInstance(settings, login(email));
    }

    private static Authenticator login(EmailConfig email) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(email.user(), email.password().value());
            }
        };
    }
}
