package io.tidegate.action;

import io.tidegate.config.SnsConfig;
import io.tidegate.event.Delivery;
import io.tidegate.route.EventText;
import io.tidegate.route.OpenEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A message on a topic of SNS, by its protocol of forms.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">AWS, Publish</a>
 */
final class SnsForm implements HttpForm {

    private final SnsConfig config;
    private final String host;
    private final EventText group;
    private final AwsSigner signer;

    SnsForm(SnsConfig config) {
        this.config = config;
        host = HttpTarget.of(config.address()).authority();
        group = EventText.compile(config.group());
        signer = new AwsSigner(config.aws(), "sns");
    }

    @Override
    public HttpMessage write(Delivery delivery, Instant now) {
        var fields = MultiMap.caseInsensitiveMultiMap();
        fields.set("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        byte[] body = form(delivery).getBytes(StandardCharsets.US_ASCII);
        var message = HttpMessage.of(HttpMethod.POST, "/", fields, body);
        signer.sign(message, host, now);
        return message;
    }

    private String form(Delivery delivery) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("Action", "Publish");
        parameters.put("Version", "2010-03-31");
        parameters.put("TopicArn", config.topic());
        parameters.put("Message", AwsMessage.text(delivery));
        if (!config.group().isEmpty()) {
            var event = OpenEvent.of(delivery.stored());
            parameters.put("MessageGroupId", group.fill(event, UnaryOperator.identity()));
            parameters.put("MessageDeduplicationId", delivery.id().toString());
        }
        addAttributes(AwsMessage.attributes(delivery), parameters);
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static void addAttributes(Map<String, String> from, Map<String, String> to) {
        int number = 0;
        for (var attribute : from.entrySet()) {
            String prefix = "MessageAttributes.entry." + ++number + ".";
            to.put(prefix + "Name", attribute.getKey());
            to.put(prefix + "Value.DataType", "String");
            to.put(prefix + "Value.StringValue", attribute.getValue());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
