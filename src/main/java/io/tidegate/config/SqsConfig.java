package io.tidegate.config;

import java.util.Set;

/**
 * Sends a message to a queue of Amazon SQS.
 *
 * @param queue the address of the queue, as https://sqs.eu-central-1.amazonaws.com/123456789012/q
 * @param aws who we are
 * @param group the message group of a FIFO queue, with places that are filled from the event, as
 *     <code>{source}</code>; default none, for a queue that is not FIFO
 */
public record SqsConfig(String queue, AwsConfig aws, @Default("") String group) {

    public SqsConfig {
        new Bounds()
                .that(
                        "queue",
                        Addresses.isUri(queue, Set.of("http", "https")),
                        "must be the whole address of a queue")
                .that("queue", !Addresses.hasUser(queue), "must not hold a user or password")
                .that(
                        "group",
                        TextWithPlaces.problem(group).isEmpty(),
                        TextWithPlaces.problem(group).orElse(""))
                .check();
    }
}
