package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.LocalServer;
import io.tidegate.testing.RabbitServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AmqpActionTest extends MessageContract {

    @RegisterExtension static final RabbitServer SERVER = new RabbitServer();

    private static final String EXCHANGE = "events";
    private static final String QUEUE = "all";

    @BeforeEach
    void makeQueue() throws Exception {
        makeQueue(Map.of());
    }

    /** A durable queue that gets what is published on the exchange under {@code shop.}. */
    private static void makeQueue(Map<String, Object> limits) throws Exception {
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            channel.queueDelete(QUEUE);
            channel.exchangeDeclare(EXCHANGE, "topic", true);
            channel.queueDeclare(QUEUE, true, false, false, limits);
            channel.queueBind(QUEUE, EXCHANGE, "shop.#");
        }
    }

    private static Connection connect() throws Exception {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(SERVER.port());
        return factory.newConnection();
    }

    private final List<Message> got = new ArrayList<>();

    @AfterEach
    void forget() {
        got.clear();
    }

    @Override
    LocalServer server() {
        return SERVER;
    }

    @Override
    String address() {
        return "{source}.{type}";
    }

    @Override
    DestinationConfig at(int port, String template) {
        return to(port, "exchange: events\nroutingKey: \"" + template + "\"");
    }

    private static DestinationConfig to(int port, String more) {
        return DestinationConfigs.parse(
                "amqp:\n" + ("uri: amqp://127.0.0.1:" + port + "\n" + more).indent(2));
    }

    @Override
    List<Message> messages() {
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            for (var next = channel.basicGet(QUEUE, true);
                    next != null;
                    next = channel.basicGet(QUEUE, true)) {
                got.add(message(next));
            }
            return List.copyOf(got);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message message(GetResponse message) {
        var headers = new HashMap<String, String>();
        message.getProps().getHeaders().forEach((name, value) -> headers.put(name, "" + value));
        headers.put("message-id", message.getProps().getMessageId());
        headers.put("delivery-mode", "" + message.getProps().getDeliveryMode());
        return new Message(message.getEnvelope().getRoutingKey(), headers, message.getBody());
    }

    @Test
    void routingKeyIsFilledAndTheMessageIsPersistent() {
        // When
        attempt(working(), Parcels.typed("invoice.paid"));

        // Then
        var message = messages().get(0);
        assertThat(message.address()).isEqualTo("shop.invoice.paid");
        assertThat(message.headers())
                .containsEntry("message-id", "7-1763900000000-3")
                .containsEntry("delivery-mode", "2");
    }

    @Test
    void queueIsTheRoutingKeyIfThereIsNoExchange() {
        // When
        var outcome = attempt(to(SERVER.port(), "routingKey: all"), Parcels.delivery("hello"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(taken()).containsExactly("hello");
    }

    @Test
    void messageThatReachesNoQueueIsTriedAFewTimes() {
        assertThat(attempt(at(SERVER.port(), "elsewhere"), Parcels.delivery("hello")))
                .isEqualTo(Failure.hardlyPassing("no queue for the routing key"));
    }

    @Test
    void messageThatNeedNotReachAQueueIsDelivered() {
        assertThat(
                        attempt(
                                to(
                                        SERVER.port(),
                                        "{exchange: events, routingKey: x, mandatory: false}"
                                                .replaceAll("[{}]", "")
                                                .replace(", ", "\n")),
                                Parcels.delivery("hello")))
                .isEqualTo(Outcome.delivered());
    }

    @Test
    void exchangeThatDoesNotExistIsTriedAFewTimesAndLaterFound() throws Exception {
        // Given
        var action = action(to(SERVER.port(), "exchange: later\nroutingKey: x\nmandatory: false"));
        var before = attempt(action, Parcels.delivery("hello"));

        // When
        try (Connection connection = connect()) {
            connection.createChannel().exchangeDeclare("later", "fanout");
        }

        // Then
        assertThat(before).isEqualTo(Failure.hardlyPassing("no such exchange"));
        org.awaitility.Awaitility.await()
                .until(() -> attempt(action, Parcels.delivery("x")), Outcome.delivered()::equals);
    }

    @Test
    void fullQueueIsRetried() throws Exception {
        // Given
        makeQueue(Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        attempt(working(), Parcels.delivery("first"));

        // Then
        assertThat(attempt(working(), Parcels.delivery("second")))
                .isEqualTo(Outcome.retry("refused by the broker"));
        assertThat(taken()).containsExactly("first");
    }

    @Test
    void wrongPasswordIsRetried() {
        assertThat(
                        attempt(
                                to(SERVER.port(), "routingKey: all\npassword: wrong"),
                                Parcels.delivery("hello")))
                .isEqualTo(Outcome.retry("credentials refused"));
    }

    @Test
    void messageAboveTheLimitIsDead() {
        assertThat(
                        attempt(
                                to(SERVER.port(), "routingKey: all\nmaxMessage: 1KiB"),
                                Parcels.delivery(Headers.none(), new byte[1025])))
                .isEqualTo(Outcome.dead("message too large"));
    }

    @Test
    void routingKeyThatIsTooLongIsDead() {
        assertThat(attempt(working(), Parcels.typed("x".repeat(300))))
                .isEqualTo(Outcome.dead("routing key too long"));
    }

    @Test
    void connectionThatTheBrokerClosedIsReplaced() throws IOException {
        // Given
        var action = action(working());
        attempt(action, Parcels.delivery("before"));

        // When
        SERVER.closeConnections();

        // Then
        org.awaitility.Awaitility.await()
                .until(() -> attempt(action, Parcels.delivery("x")), Outcome.delivered()::equals);
    }
}
