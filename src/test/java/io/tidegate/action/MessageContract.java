package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.Futures;
import io.tidegate.testing.LocalServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every kind of action does that hands messages to a broker. */
abstract class MessageContract extends ActionContract {

    /**
     * A message as a consumer sees it.
     *
     * @param address the topic, subject or routing key
     * @param headers headers or properties
     */
    record Message(String address, Map<String, String> headers, byte[] body) {}

    /** The broker. */
    abstract LocalServer server();

    /** A destination at this port on which the address is made of {@code template}. */
    abstract DestinationConfig at(int port, String template);

    /** An address that the broker takes, and keeps until {@link #messages}. */
    abstract String address();

    /** The messages that came so far. */
    abstract List<Message> messages();

    @Override
    DestinationConfig working() {
        return at(server().port(), address());
    }

    @Override
    List<String> taken() {
        return messages().stream().map(it -> new String(it.body(), UTF_8)).toList();
    }

    @Override
    Optional<DestinationConfig> silent() {
        server().pause();
        return Optional.of(within(SHORT, working()));
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.of(within(LONG, at(closedPort(), address())));
    }

    static DestinationConfig within(Duration timeout, DestinationConfig destination) {
        return DestinationConfigs.within(timeout, destination);
    }

    @Test
    void bodyArrivesByteForByte() {
        // Given
        var binary = new byte[256];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }

        // When
        attempt(working(), Parcels.delivery(Headers.none(), binary));

        // Then
        assertThat(messages()).singleElement().extracting(Message::body).isEqualTo(binary);
    }

    @Test
    void messageTellsOfItsEvent() {
        // When
        attempt(
                working(),
                Parcels.delivery(Headers.of("Content-Type", "text/x"), new byte[0]).next());

        // Then
        assertThat(messages())
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.headers())
                                        .containsEntry("webhook-id", "7-1763900000000-3")
                                        .containsEntry("tidegate-source", "shop")
                                        .containsEntry("tidegate-type", "push")
                                        .containsEntry("tidegate-attempt", "2")
                                        .containsEntry(
                                                "tidegate-received-at", "2026-11-23T11:59:58Z")
                                        .containsEntry("content-type", "text/x"));
    }

    @Test
    void charactersThatAProtocolDoesNotAllowStopNoMessage() {
        // Given
        String wild = "a\r\nb\0c \u00fc\u4e2d\ud83d\ude00\ud800#+/>*.";
        var event = Parcels.typed(wild);

        // When
        var outcome = attempt(at(server().port(), address()), event);

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(messages()).hasSize(1);
    }

    @Test
    void answerThatIsLateButInTimeIsADelivery() {
        // Given a server that says nothing for as long as others would wait
        var action = action(within(LONG, working()));
        attempt(action, Parcels.numbered(1, "before"));
        server().pause();
        var slow = start(action, Parcels.numbered(2, "slow"));
        attempt(within(SHORT, working()), Parcels.numbered(3, "in vain"));
        boolean isOverTooEarly = slow.isComplete();

        // When
        server().resume();

        // Then
        assertThat(isOverTooEarly).isFalse();
        assertThat(Futures.await(slow)).isEqualTo(Outcome.delivered());
    }

    @Test
    void serverThatComesBackIsFoundAgain() {
        // Given
        var action = action(within(Duration.ofSeconds(3), working()));
        attempt(action, Parcels.delivery("before"));
        server().kill();
        var meanwhile = attempt(action, Parcels.delivery("meanwhile"));

        // When
        server().start();

        // Then
        assertThat(meanwhile).isInstanceOf(Outcome.Retry.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> attempt(action, Parcels.delivery("after")),
                        Outcome.delivered()::equals);
    }
}
