package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.LocalServer;
import io.tidegate.testing.NatsServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NatsActionTest extends MessageContract {

    @RegisterExtension static final NatsServer SERVER = new NatsServer();

    private static final String STREAM = "events";

    @BeforeEach
    void makeStream() throws Exception {
        stream(StreamConfiguration.builder().storageType(StorageType.File));
    }

    @SuppressWarnings("try")
    private static void stream(StreamConfiguration.Builder limits) throws Exception {
        try (var connection = connect()) {
            var streams = connection.jetStreamManagement();
            if (streams.getStreamNames().contains(STREAM)) {
                streams.deleteStream(STREAM);
            }
            streams.addStream(limits.name(STREAM).subjects("events.>").build());
        }
    }

    private static Connection connect() throws IOException, InterruptedException {
        return Nats.connect(
                new Options.Builder()
                        .server("nats://127.0.0.1:" + SERVER.port())
                        .userInfo("gateway".toCharArray(), NatsServer.PASSWORD.toCharArray())
                        .build());
    }

    @Override
    LocalServer server() {
        return SERVER;
    }

    @Override
    String address() {
        return "events.{provider}.{type}";
    }

    @Override
    DestinationConfig at(int port, String template) {
        return to(port, template, NatsServer.PASSWORD);
    }

    private static DestinationConfig to(int port, String subject, String password) {
        return DestinationConfigs.parse(
                """
                nats:
                  servers: nats://127.0.0.1:%d
                  subject: "%s"
                  user: gateway
                  password: "%s"
                """
                        .formatted(port, subject, password));
    }

    @Override
    @SuppressWarnings("try")
    List<Message> messages() {
        try (var connection = connect()) {
            var streams = connection.jetStreamManagement();
            long last = streams.getStreamInfo(STREAM).getStreamState().getLastSequence();
            return LongStream.rangeClosed(1, last).mapToObj(i -> message(streams, i)).toList();
        } catch (IOException | JetStreamApiException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message message(JetStreamManagement streams, long sequence) {
        try {
            MessageInfo kept = streams.getMessage(STREAM, sequence);
            var headers = new HashMap<String, String>();
            kept.getHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            byte[] body = kept.getData() == null ? new byte[0] : kept.getData();
            return new Message(kept.getSubject(), headers, body);
        } catch (IOException | JetStreamApiException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void placesOfTheSubjectAreFilled() {
        // When
        attempt(working(), Parcels.typed("invoice.paid"));
        attempt(working(), Parcels.typed(""));

        // Then
        assertThat(messages())
                .extracting(Message::address)
                .containsExactly("events.github.invoice.paid");
    }

    @Test
    void valueNeverMakesAnEmptyWord() {
        // When
        attempt(working(), Parcels.typed(".a..b c*."));

        // Then
        assertThat(messages())
                .extracting(Message::address)
                .containsExactly("events.github._a._b_c__");
    }

    @Test
    void repeatedAttemptIsKeptOnce() {
        // When
        attempt(working(), Parcels.delivery("hello"));
        attempt(working(), Parcels.delivery("hello").next());

        // Then
        assertThat(taken()).containsExactly("hello");
    }

    @Test
    void streamOfTwoDestinationsKeepsTheEventForBoth() {
        // Given
        var one = Parcels.delivery("hello");
        var other = new Delivery(one.stored(), "other", one.payload(), 1);

        // When
        attempt(working(), one);
        attempt(working(), other);

        // Then
        assertThat(messages())
                .extracting(it -> it.headers().get("Nats-Msg-Id"))
                .containsExactly("7-1763900000000-3.d", "7-1763900000000-3.other");
    }

    @Test
    void subjectThatNoStreamTakesIsTriedAFewTimes() {
        assertThat(attempt(at(SERVER.port(), "elsewhere"), Parcels.delivery("hello")))
                .isEqualTo(Failure.hardlyPassing("no stream takes the subject"));
    }

    @Test
    void wrongPasswordIsRetried() {
        assertThat(attempt(to(SERVER.port(), "events.x", "wrong"), Parcels.delivery("hello")))
                .isEqualTo(Outcome.retry("credentials refused"));
    }

    @Test
    void messageAboveTheLimitOfTheServerIsDead() {
        assertThat(attempt(working(), Parcels.delivery(Headers.none(), new byte[1 << 21])))
                .isEqualTo(Outcome.dead("message too large"));
    }

    @Test
    void messageAboveTheLimitOfTheStreamIsDead() throws Exception {
        // Given
        stream(StreamConfiguration.builder().maximumMessageSize(1000));

        // Then
        assertThat(attempt(working(), Parcels.delivery("x".repeat(2000))))
                .isEqualTo(Outcome.dead("message too large"));
    }

    @Test
    void fullStreamIsRetried() throws Exception {
        // Given
        stream(StreamConfiguration.builder().maxMessages(1).discardPolicy(DiscardPolicy.New));
        attempt(working(), Parcels.numbered(1, "first"));

        // Then
        assertThat(attempt(working(), Parcels.numbered(2, "second")))
                .isEqualTo(Outcome.retry("nats says 10077"));
        assertThat(new String(messages().get(0).body(), UTF_8)).isEqualTo("first");
    }
}
