package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.AwsConfig;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages to the queues and topics of AWS. */
class AwsActionTest extends HttpFixture {

    private static final String AWS =
            "aws: {region: eu-central-1, accessKey: AKID, secretKey: aws-secret}";

    private final HttpSink sink = sink();

    private String url() {
        return "http://127.0.0.1:" + sink.port();
    }

    private String sqs(String others) {
        return "sqs: {queue: '%s/1/q', %s%s}".formatted(url(), AWS, others);
    }

    private String sns(String others) {
        return "sns: {topic: 'arn:aws:sns:eu-central-1:1:t', endpoint: '%s', %s%s}"
                .formatted(url(), AWS, others);
    }

    private Outcome send(String yaml, String body) {
        var headers = Headers.of("Content-Type", "application/json", "X-Other", "no");
        return attempt(yaml, Parcels.delivery(headers, body.getBytes(UTF_8)));
    }

    private static Map<String, String> form(String body) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return fields;
    }

    @Test
    void queueGetsTheBodyAndWhatIsKnownOfTheEvent() {
        // When
        var outcome = send(sqs(""), "{\"a\":\"\u00fc\"}");

        // Then
        var message = new JsonObject(sink.single().body());
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(sink.single().header("x-amz-target")).isEqualTo("AmazonSQS.SendMessage");
        assertThat(sink.single().header("content-type")).isEqualTo("application/x-amz-json-1.0");
        assertThat(message.fieldNames())
                .containsExactly("QueueUrl", "MessageBody", "MessageAttributes");
        assertThat(message.getString("QueueUrl")).isEqualTo(url() + "/1/q");
        assertThat(message.getString("MessageBody")).isEqualTo("{\"a\":\"\u00fc\"}");
        assertThat(message.getJsonObject("MessageAttributes").fieldNames())
                .containsExactly(
                        "webhook-id",
                        "tidegate-source",
                        "tidegate-type",
                        "tidegate-attempt",
                        "tidegate-received-at",
                        "content-type");
        assertThat(message.getJsonObject("MessageAttributes").getJsonObject("tidegate-type"))
                .isEqualTo(new JsonObject().put("DataType", "String").put("StringValue", "push"));
    }

    @Test
    void topicGetsTheBodyAndWhatIsKnownOfTheEvent() {
        // When
        var outcome = send(sns(""), "{\"a\":\"\u00fc & b=c+d\"}");

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(form(sink.single().body()))
                .containsEntry("Action", "Publish")
                .containsEntry("Version", "2010-03-31")
                .containsEntry("TopicArn", "arn:aws:sns:eu-central-1:1:t")
                .containsEntry("Message", "{\"a\":\"\u00fc & b=c+d\"}")
                .containsEntry("MessageAttributes.entry.1.Name", "webhook-id")
                .containsEntry("MessageAttributes.entry.1.Value.DataType", "String")
                .containsEntry("MessageAttributes.entry.1.Value.StringValue", "7-1763900000000-3")
                .containsEntry("MessageAttributes.entry.6.Name", "content-type")
                .doesNotContainKeys("MessageGroupId", "MessageAttributes.entry.7.Name");
    }

    @Test
    void orderedQueueAndTopicGetGroupAndId() {
        // When
        send(sqs(", group: '{source}-{.body.a}'"), "{\"a\":1}");
        send(sns(", group: '{source}-{.body.a}'"), "{\"a\":1}");

        // Then
        var queued = new JsonObject(sink.taken().get(0).body());
        assertThat(queued.getString("MessageGroupId")).isEqualTo("shop-1");
        assertThat(queued.getString("MessageDeduplicationId")).isEqualTo("7-1763900000000-3");
        assertThat(form(sink.taken().get(1).body()))
                .containsEntry("MessageGroupId", "shop-1")
                .containsEntry("MessageDeduplicationId", "7-1763900000000-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "sns"})
    void whatArrivesIsWhatWasSigned(String service) {
        // When
        send(service.equals("sqs") ? sqs("") : sns(""), "{}");

        // Then
        var taken = sink.single();
        var fields = MultiMap.caseInsensitiveMultiMap();
        taken.headers().entries().stream()
                .filter(field -> isSigned(field.getKey(), taken.header("authorization")))
                .forEach(field -> fields.add(field.getKey(), field.getValue()));
        fields.remove("host");
        var again =
                new HttpMessage(HttpMethod.POST, taken.uri(), fields, taken.body().getBytes(UTF_8));
        var aws = new AwsConfig("eu-central-1", "AKID", new Secret("aws-secret"), Secret.NONE);
        new AwsSigner(aws, service).sign(again, taken.header("host"), Parcels.NOW);
        assertThat(again.headers().get("authorization")).isEqualTo(taken.header("authorization"));
    }

    private static boolean isSigned(String name, String authorization) {
        String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        return java.util.List.of(names.split(";", -1))
                .contains(name.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429, 500, 503})
    void refusalIsRetriedForAsLongAsThePolicyAllows(int status) {
        // Given
        sink.answering(status);

        // Then
        assertThat(send(sqs(""), "{}")).isEqualTo(Outcome.retry(Integer.toString(status)));
        assertThat(send(sns(""), "{}")).isEqualTo(Outcome.retry(Integer.toString(status)));
    }

    @Test
    void whatIsNoTextForAwsIsDead() {
        assertThat(send(sqs(""), ""))
                .isEqualTo(Outcome.dead("body is empty or has characters that AWS does not take"));
        assertThat(send(sns(""), "a\u0000"))
                .isEqualTo(Outcome.dead("body is empty or has characters that AWS does not take"));
        byte[] noText = {(byte) 0xff};
        assertThat(attempt(sqs(""), Parcels.delivery(Headers.none(), noText)))
                .isEqualTo(Outcome.dead("body is no text"));
        assertThat(sink.taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:eu-west-1:1:t, https://sns.eu-west-1.amazonaws.com",
        "arn:aws-cn:sns:eu-west-1:1:t, https://sns.eu-west-1.amazonaws.com.cn"
    })
    void topicIsWhereItsRegionIs(String topic, String address) {
        // Given
        DestinationConfig destination =
                DestinationConfigs.parse(
                        "sns: {topic: '%s', aws: {region: eu-west-1, accessKey: AKID, secretKey: s}}"
                                .formatted(topic));

        // Then
        assertThat(destination.sns()).extracting(it -> it.address()).isEqualTo(address);
        assertThat(HttpTarget.of(address).authority()).isEqualTo(address.substring(8));
    }
}
