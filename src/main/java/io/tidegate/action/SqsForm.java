package io.tidegate.action;

import io.tidegate.config.SqsConfig;
import io.tidegate.event.Delivery;
import io.tidegate.route.EventText;
import io.tidegate.route.OpenEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A message to a queue of SQS, by its protocol of JSON.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">AWS,
 *     SendMessage</a>
 */
final class SqsForm implements HttpForm {

    private final SqsConfig config;
    private final String host;
    private final EventText group;
    private final AwsSigner signer;

    SqsForm(SqsConfig config) {
        this.config = config;
        host = HttpTarget.of(config.queue()).authority();
        group = EventText.compile(config.group());
        signer = new AwsSigner(config.aws(), "sqs");
    }

    @Override
    public HttpMessage write(Delivery delivery, Instant now) {
        var fields = MultiMap.caseInsensitiveMultiMap();
        fields.set("content-type", "application/x-amz-json-1.0");
        fields.set("x-amz-target", "AmazonSQS.SendMessage");
        var message = HttpMessage.of(HttpMethod.POST, "/", fields, body(delivery));
        signer.sign(message, host, now);
        return message;
    }

    private byte[] body(Delivery delivery) {
        var attributes = new JsonObject();
        AwsMessage.attributes(delivery)
                .forEach(
                        (name, value) ->
                                attributes.put(
                                        name,
                                        new JsonObject()
                                                .put("DataType", "String")
                                                .put("StringValue", value)));
        var body =
                new JsonObject()
                        .put("QueueUrl", config.queue())
                        .put("MessageBody", AwsMessage.text(delivery))
                        .put("MessageAttributes", attributes);
        if (!config.group().isEmpty()) {
            var event = OpenEvent.of(delivery.stored());
            body.put("MessageGroupId", group.fill(event, UnaryOperator.identity()))
                    .put("MessageDeduplicationId", delivery.id().toString());
        }
        return body.toBuffer().getBytes();
    }
}
