package io.tidegate.action;

import io.tidegate.config.EmailConfig;
import io.tidegate.config.EventTemplate;
import io.tidegate.event.Delivery;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** The mail about an event. */
final class Mail {

    private static final String UTF_8 = "UTF-8";
    private static final String BYTES = "application/octet-stream";

    /** A line break in a header would begin another header. */
    private static final Pattern NOT_IN_HEADERS = Pattern.compile("[^\\x20-\\x7E]");

    private static final Pattern NOT_IN_TEXTS = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]");

    private final EmailConfig config;
    private final String domain;

    Mail(EmailConfig config) {
        this.config = config;
        this.domain = config.from().substring(config.from().indexOf('@'));
    }

    /** The mail of one attempt, which has the same Message-ID at every attempt. */
    MimeMessage of(Delivery delivery, Session session) throws MessagingException {
        String id = "<" + delivery.id() + "." + delivery.destination() + domain + ">";
        var mail =
                new MimeMessage(session) {
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", id);
                    }
                };
        mail.setFrom(new InternetAddress(config.from()));
        for (String receiver : config.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(receiver));
        }
        mail.setSubject(line(config.subject(), delivery), UTF_8);
        mail.setSentDate(Date.from(delivery.stored().event().receivedAt()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        addAttributes(delivery, mail);
        addContent(delivery, mail);
        return mail;
    }

    private static String line(EventTemplate template, Delivery delivery) {
        String text = Places.fill(template, delivery, value -> value);
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static void addAttributes(Delivery delivery, MimeMessage mail)
            throws MessagingException {
        var attributes = new LinkedHashMap<>(Attributes.of(delivery));
        // In a mail this name is about the mail.
        attributes.remove(Attributes.CONTENT_TYPE);
        for (var attribute : attributes.entrySet()) {
            String value = NOT_IN_HEADERS.matcher(attribute.getValue()).replaceAll("?");
            mail.setHeader(attribute.getKey(), value);
        }
    }

    private void addContent(Delivery delivery, MimeMessage mail) throws MessagingException {
        String text =
                Places.fill(
                        config.text(),
                        delivery,
                        value -> NOT_IN_TEXTS.matcher(value).replaceAll(" "));
        if (!config.attach()) {
            mail.setText(text, UTF_8);
            return;
        }
        var words = new MimeBodyPart();
        words.setText(text, UTF_8);
        mail.setContent(new MimeMultipart(words, attachment(delivery)));
    }

    private static BodyPart attachment(Delivery delivery) throws MessagingException {
        String type = Attributes.contentType(delivery).filter(Mail::isContentType).orElse(BYTES);
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(delivery.payload(), type)));
        part.setFileName(delivery.id() + (type.contains("json") ? ".json" : ".bin"));
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static boolean isContentType(String text) {
        try {
            return new ContentType(text).getPrimaryType() != null;
        } catch (ParseException isNone) {
            return false;
        }
    }
}
