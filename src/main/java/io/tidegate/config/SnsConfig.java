package io.tidegate.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Publishes a message on a topic of Amazon SNS.
 *
 * @param topic the ARN of the topic, as arn:aws:sns:eu-central-1:123456789012:orders
 * @param endpoint the address of the service; default that of the region
 * @param aws who we are
 * @param group the message group of a FIFO topic, with places that are filled from the event, as
 *     <code>{source}</code>; default none, for a topic that is not FIFO
 */
public record SnsConfig(
        String topic, @Default("") String endpoint, AwsConfig aws, @Default("") String group) {

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]*:[A-Za-z0-9_.-]{1,256}");

    public SnsConfig {
        new Bounds()
                .that("topic", ARN.matcher(topic).matches(), "must be the ARN of a topic")
                .that(
                        "endpoint",
                        endpoint.isEmpty() || Addresses.isUri(endpoint, Set.of("http", "https")),
                        "must be a whole address, as https://sns.eu-central-1.amazonaws.com")
                .that("endpoint", !Addresses.hasUser(endpoint), "must not hold a user or password")
                .that(
                        "group",
                        TextWithPlaces.problem(group).isEmpty(),
                        TextWithPlaces.problem(group).orElse(""))
                .check();
    }

    /** Where the service is. */
    public String address() {
        // In China the same service has another domain.
        String domain = topic.startsWith("arn:aws-cn:") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return endpoint.isEmpty() ? "https://sns." + aws.region() + domain : endpoint;
    }
}
