package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.Futures;
import io.tidegate.testing.LocalServer;
import io.tidegate.testing.MosquittoServer;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MqttActionTest extends MessageContract {

    @RegisterExtension static final MosquittoServer SERVER = new MosquittoServer();

    private final Vertx consumer = Vertx.vertx();
    private final List<Message> received = new CopyOnWriteArrayList<>();

    /** Follows everything, so that its own end mark tells that all before has come. */
    @BeforeEach
    void subscribe() {
        var options = new MqttClientOptions().setUsername("gateway");
        options.setPassword(MosquittoServer.PASSWORD).setVersion(5);
        var client = MqttClient.create(consumer, options);
        Futures.await(client.connect(SERVER.port(), "127.0.0.1"));
        client.publishHandler(message -> received.add(message(message)));
        Futures.await(client.subscribe("open/#", 1));
    }

    @AfterEach
    void endConsumer() {
        Futures.await(consumer.close());
    }

    private static Message message(MqttPublishMessage message) {
        var headers = new HashMap<String, String>();
        var properties = message.properties().getProperty(MqttProperties.USER_PROPERTY);
        if (properties instanceof UserProperties users) {
            users.value().forEach(it -> headers.put(it.key, it.value));
        }
        return new Message(message.topicName(), headers, message.payload().getBytes());
    }

    @Override
    LocalServer server() {
        return SERVER;
    }

    @Override
    String address() {
        return "open/{source}/{type}";
    }

    @Override
    DestinationConfig at(int port, String template) {
        return to(port, template, MosquittoServer.PASSWORD);
    }

    private static DestinationConfig to(int port, String topic, String password) {
        return DestinationConfigs.parse(
                """
                mqtt:
                  uri: mqtt://127.0.0.1:%d
                  topic: "%s"
                  user: gateway
                  password: "%s"
                """
                        .formatted(port, topic, password));
    }

    @Override
    List<Message> messages() {
        String end = "open/end/" + received.size();
        attempt(at(SERVER.port(), end), Parcels.delivery("end"));
        Awaitility.await().until(() -> received.stream().anyMatch(it -> it.address().equals(end)));
        return received.stream().filter(it -> !it.address().startsWith("open/end/")).toList();
    }

    @Test
    void placesOfTheTopicAreFilledByOneLevelEach() {
        // When
        attempt(working(), Parcels.typed("a/b+c#"));
        attempt(working(), Parcels.typed(""));

        // Then
        assertThat(messages())
                .extracting(Message::address)
                .containsExactly("open/shop/a_b_c_", "open/shop/_");
    }

    @Test
    void topicThatIsForbiddenIsTriedAFewTimes() {
        assertThat(attempt(at(SERVER.port(), "forbidden/x"), Parcels.delivery("hello")))
                .isEqualTo(Failure.hardlyPassing("not allowed to publish"));
    }

    @Test
    void wrongPasswordIsRetried() {
        assertThat(attempt(to(SERVER.port(), "open/x", "wrong"), Parcels.delivery("hello")))
                .isEqualTo(Outcome.retry("credentials refused"));
    }

    @Test
    void messageAboveTheLimitOfTheBrokerIsDeadAndOthersGoOn() {
        // Given
        var action = action(working());

        // When
        var outcome = attempt(action, Parcels.delivery(Headers.none(), new byte[200_000]));

        // Then
        assertThat(outcome).isEqualTo(Outcome.dead("message too large"));
        assertThat(attempt(action, Parcels.delivery("x"))).isEqualTo(Outcome.delivered());
    }

    @Test
    void connectionThatTheBrokerClosedIsReplaced() {
        // Given
        var action = action(working());
        attempt(action, Parcels.delivery("before"));

        // When
        SERVER.kill();
        SERVER.start();

        // Then
        Awaitility.await()
                .until(
                        () -> attempt(action, Parcels.delivery("after")),
                        Outcome.delivered()::equals);
    }
}
