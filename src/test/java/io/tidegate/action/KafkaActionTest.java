package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.KafkaBroker;
import io.tidegate.testing.LocalServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaActionTest extends MessageContract {

    @RegisterExtension static final KafkaBroker SERVER = new KafkaBroker();

    private final String topic = "t-" + UUID.randomUUID();

    @BeforeEach
    void makeTopic() {
        SERVER.makeTopic(topic, Map.of());
    }

    @Override
    LocalServer server() {
        return SERVER;
    }

    @Override
    String address() {
        return topic;
    }

    @Override
    DestinationConfig at(int port, String template) {
        return to(port, "topic: \"" + template + "\"");
    }

    private static DestinationConfig to(int port, String more) {
        return DestinationConfigs.parse(
                "kafka:\n" + ("bootstrap: 127.0.0.1:" + port + "\n" + more).indent(2));
    }

    /** Kafka's client does not tell who was refused from who was silent. */
    @Override
    String silentReason() {
        return "no answer from kafka";
    }

    @Override
    String absentReason() {
        return "no answer from kafka";
    }

    @Override
    java.util.Optional<DestinationConfig> absent() {
        return super.absent().map(it -> within(Duration.ofSeconds(1), it));
    }

    @Override
    List<Message> messages() {
        return SERVER.records(topic).stream().map(KafkaActionTest::message).toList();
    }

    private static Message message(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
        return new Message(record.topic(), headers, record.value());
    }

    @Test
    void topicAndKeyAreFilled() {
        // Given
        String shops = "shop." + topic;
        SERVER.makeTopic(shops, Map.of());

        // When
        var outcome =
                attempt(
                        to(
                                SERVER.port(),
                                "topic: \"{source}." + topic + "\"\nkey: \"{provider}/{type}\""),
                        Parcels.typed("a b"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(SERVER.records(shops))
                .singleElement()
                .satisfies(it -> assertThat(new String(it.key(), UTF_8)).isEqualTo("github/a b"));
    }

    @Test
    void recordHasNoKeyUnlessOneIsConfigured() {
        // When
        attempt(working(), Parcels.delivery("hello"));

        // Then
        assertThat(SERVER.records(topic))
                .singleElement()
                .satisfies(it -> assertThat(it.key()).isNull());
    }

    @Test
    void compressedRecordArrivesAsItWas() {
        // When
        attempt(
                to(SERVER.port(), "topic: " + topic + "\ncompression: gzip"),
                Parcels.delivery("hello ".repeat(1000)));

        // Then
        assertThat(taken()).containsExactly("hello ".repeat(1000));
    }

    @Test
    void unknownTopicIsTriedAFewTimesAndLaterFound() {
        // Given
        String later = "later-" + topic;
        var action = action(within(Duration.ofSeconds(2), at(SERVER.port(), later)));
        var before = attempt(action, Parcels.delivery("hello"));

        // When
        SERVER.makeTopic(later, Map.of());

        // Then
        assertThat(before).isEqualTo(Failure.hardlyPassing("unknown topic"));
        Awaitility.await()
                .until(() -> attempt(action, Parcels.delivery("x")), Outcome.delivered()::equals);
    }

    @Test
    void recordAboveTheLimitOfTheDestinationIsDead() {
        assertThat(
                        attempt(
                                to(SERVER.port(), "topic: " + topic + "\nmaxMessage: 1KiB"),
                                Parcels.delivery(Headers.none(), new byte[2000])))
                .isEqualTo(Outcome.dead("message too large"));
    }

    @Test
    void recordAboveTheLimitOfTheBrokerIsDeadAndOthersGoOn() {
        // Given
        var action = action(working());

        // When
        var outcome = attempt(action, Parcels.delivery(Headers.none(), new byte[300_000]));

        // Then
        assertThat(outcome).isEqualTo(Outcome.dead("message too large"));
        assertThat(attempt(action, Parcels.delivery("x"))).isEqualTo(Outcome.delivered());
    }

    @Test
    void recordThatTheTopicRefusesIsDead() {
        // Given a compacted topic, which wants a key
        String compacted = "compacted-" + topic;
        SERVER.makeTopic(compacted, Map.of("cleanup.policy", "compact"));

        // Then
        assertThat(attempt(at(SERVER.port(), compacted), Parcels.delivery("x")))
                .isEqualTo(Outcome.dead("record refused"));
    }

    @Test
    void fileOfKeysThatCannotBeReadIsRetried() {
        // Given
        String properties =
                """
                topic: t
                tls: true
                properties: { ssl.truststore.location: /no/such/file }
                """;

        // Then
        assertThat(attempt(to(SERVER.port(), properties), Parcels.delivery("x")))
                .isEqualTo(Outcome.retry("producer cannot be made"));
    }

    @Test
    void nameThatCannotBeResolvedIsRetried() {
        // Given
        var destination =
                DestinationConfigs.parse("kafka: {bootstrap: 'kafka.invalid:9092', topic: t}");

        // Then
        assertThat(attempt(destination, Parcels.delivery("x")))
                .isEqualTo(Outcome.retry("unknown host"));
    }

    @Test
    void topicNameThatKafkaDoesNotAllowIsDead() {
        assertThat(attempt(at(SERVER.port(), "{type}"), Parcels.typed("x".repeat(300))))
                .isEqualTo(Outcome.dead("topic name not allowed"));
    }
}
