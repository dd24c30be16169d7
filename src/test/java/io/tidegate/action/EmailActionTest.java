package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.Futures;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailActionTest extends ActionContract {

    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void forgetMails() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        SERVER.setUser("gateway@example.com", "gateway", "mail-password");
    }

    @Override
    DestinationConfig working() {
        return to(SERVER.getSmtp().getPort(), "attach: true");
    }

    private static DestinationConfig to(int port, String more) {
        String always =
                """
                uri: smtp://127.0.0.1:%d
                startTls: off
                from: tidegate@example.com
                to: ops@example.com
                """;
        return DestinationConfigs.parse("email:\n" + (always.formatted(port) + more).indent(2));
    }

    @Override
    List<String> taken() {
        return mails().stream().map(mail -> new String(attachment(mail), UTF_8)).toList();
    }

    private static List<MimeMessage> mails() {
        return Arrays.asList(SERVER.getReceivedMessages());
    }

    private static byte[] attachment(MimeMessage mail) {
        try {
            var parts = (MimeMultipart) mail.getContent();
            return parts.getBodyPart(1).getInputStream().readAllBytes();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Optional<DestinationConfig> silent() {
        int port = serve(Map.of("hello", ""));
        return Optional.of(DestinationConfigs.within(SHORT, to(port, "")));
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.of(to(closedPort(), ""));
    }

    private int serve(Map<String, String> replies) {
        var server = vertx.createNetServer();
        server.connectHandler(socket -> new SmtpScript(replies).talk(socket));
        return Futures.await(server.listen(0, "127.0.0.1")).actualPort();
    }

    @Test
    void mailTellsOfItsEvent() throws Exception {
        // When
        attempt(to(SERVER.getSmtp().getPort(), ""), Parcels.delivery("a secret").next());

        // Then
        var mail = mails().get(0);
        assertThat(mail.getSubject()).isEqualTo("shop: push");
        assertThat(mail.getContent().toString())
                .startsWith("Event 7-1763900000000-3 of type 'push' came from shop (github) at")
                .doesNotContain("secret");
        assertThat(mail.getMessageID()).isEqualTo("<7-1763900000000-3.d@example.com>");
        assertThat(mail.getHeader("webhook-id")).containsExactly("7-1763900000000-3");
        assertThat(mail.getHeader("tidegate-attempt")).containsExactly("2");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getAllRecipients())
                .extracting("address")
                .containsExactly("ops@example.com");
    }

    @Test
    void messageIdIsTheSameAtEveryAttempt() throws Exception {
        // When
        attempt(working(), Parcels.delivery("x"));
        attempt(working(), Parcels.delivery("x").next());

        // Then
        assertThat(mails().get(0).getMessageID()).isEqualTo(mails().get(1).getMessageID());
    }

    @Test
    void attachedPayloadArrivesByteForByteUnderItsContentType() throws Exception {
        // Given
        var binary = new byte[256];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }

        // When
        attempt(working(), Parcels.delivery(Headers.of("Content-Type", "image/x"), binary));

        // Then
        var part = ((MimeMultipart) mails().get(0).getContent()).getBodyPart(1);
        assertThat(attachment(mails().get(0))).isEqualTo(binary);
        assertThat(part.getContentType()).startsWith("image/x");
        assertThat(part.getFileName()).isEqualTo("7-1763900000000-3.bin");
    }

    @Test
    void typeThatHoldsLineBreaksMakesNoHeader() throws Exception {
        // When
        var outcome = attempt(working(), Parcels.typed("a\r\nBcc: evil@example.com\0\u00fc"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(mails()).hasSize(1);
        assertThat(mails().get(0).getHeader("Bcc")).isNull();
        assertThat(mails().get(0).getSubject()).isEqualTo("shop: a  Bcc: evil@example.com \u00fc");
    }

    @Test
    void everyReceiverGetsTheMail() throws Exception {
        // Given
        var destination =
                DestinationConfigs.parse(
                        """
                        email:
                          uri: smtp://127.0.0.1:%d
                          startTls: optional
                          user: gateway
                          password: mail-password
                          from: tidegate@example.com
                          to: [a@example.com, b@example.com]
                          subject: "{provider} {id}"
                        """
                                .formatted(SERVER.getSmtp().getPort()));

        // When
        var outcome = attempt(destination, Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(mails())
                .hasSize(2)
                .allSatisfy(
                        it -> assertThat(it.getSubject()).isEqualTo("github 7-1763900000000-3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hello | 421 busy            | retry | connection closed
                    MAIL  | 451 later           | retry | smtp says 451
                    MAIL  | 530 who are you     | retry | credentials refused
                    RCPT  | 450 greylisted      | retry | smtp says 450
                    RCPT  | 550 no such user    | few   | smtp says 550
                    DATA  | 452 full            | retry | smtp says 452
                    DATA  | 554 no              | few   | smtp says 554
                    .     | 451 later           | retry | smtp says 451
                    .     | 552 too large       | dead  | smtp says 552
                    .     | 554 spam            | few   | smtp says 554
                    .     | close               | retry | connection closed
                    """)
    void repliesDecide(String step, String reply, String kind, String reason) {
        // Given
        int port = serve(Map.of(step, reply));

        // When
        var outcome = attempt(to(port, ""), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(expected(kind, reason));
    }

    private static Outcome expected(String kind, String reason) {
        return switch (kind) {
            case "few" -> Failure.hardlyPassing(reason);
            case "dead" -> Outcome.dead(reason);
            default -> Outcome.retry(reason);
        };
    }

    @Test
    void wrongPasswordIsRetried() {
        assertThat(
                        attempt(
                                to(
                                        serve(Map.of("AUTH", "535 no")),
                                        "user: gateway\npassword: wrong"),
                                Parcels.delivery("x")))
                .isEqualTo(Outcome.retry("credentials refused"));
    }

    @Test
    void serverWithoutTlsGetsNothingIfTlsIsRequired() {
        // Given
        var destination =
                DestinationConfigs.parse(
                        """
                        email:
                          uri: smtp://127.0.0.1:%d
                          from: tidegate@example.com
                          to: ops@example.com
                        """
                                .formatted(serve(Map.of())));

        // Then
        assertThat(attempt(destination, Parcels.delivery("x")))
                .isEqualTo(Outcome.retry("TLS is not offered"));
    }

    @Test
    void serverThatComesBackIsFoundAgain() {
        // Given
        var action = action(DestinationConfigs.within(Duration.ofSeconds(5), working()));
        int port = SERVER.getSmtp().getPort();
        SERVER.stop();
        var meanwhile = attempt(action, Parcels.delivery("meanwhile"));

        // When
        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();

        // Then
        assertThat(meanwhile).isEqualTo(Outcome.retry("connection refused"));
        assertThat(attempt(action, Parcels.delivery("after"))).isEqualTo(Outcome.delivered());
        again.stop();
        SERVER.start();
    }
}
