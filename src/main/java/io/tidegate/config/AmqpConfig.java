package io.tidegate.config;

import java.util.Set;

/**
 * Publishes a message on an exchange of RabbitMQ (AMQP 0-9-1), confirmed by the broker.
 *
 * @param uri the broker, as {@code amqp://host:5672/vhost}, or {@code amqps} for TLS; without a
 *     path the vhost is {@code /}
 * @param user the user's name; default guest, which RabbitMQ allows from its own machine only
 * @param password the user's password; default guest
 * @param exchange the exchange, which must exist; the default is the nameless one, for which the
 *     routing key is the name of a queue
 * @param routingKey the routing key; may hold {id}, {source}, {type}, {provider}; default empty
 * @param mandatory whether a message that reaches no queue is a failure; default true
 * @param persistent whether messages survive a restart of the broker in durable queues; default
 *     true
 * @param maxMessage the largest body that is sent, 1KiB to 128MiB; larger ones are dead letters at
 *     once; not above the broker's max_message_size; default 16MiB
 */
public record AmqpConfig(
        String uri,
        @Default("guest") String user,
        @Default("guest") Secret password,
        @Default("") String exchange,
        @Default("") EventTemplate routingKey,
        @Default("true") boolean mandatory,
        @Default("true") boolean persistent,
        @Default("16MiB") ByteSize maxMessage) {

    private static final Set<String> SCHEMES = Set.of("amqp", "amqps");

    public AmqpConfig {
        new Bounds()
                .that(
                        "uri",
                        Addresses.isUri(uri, SCHEMES),
                        "must be amqp://host:port or amqps://host:port, with /vhost if need be")
                .that(
                        "uri",
                        !Addresses.hasUser(uri),
                        "must not hold a user or password; write user and password beside it")
                .that(
                        "routingKey",
                        !exchange.isEmpty() || routingKey.isPresent(),
                        "must name a queue if there is no exchange")
                .between("maxMessage", maxMessage, new ByteSize(1 << 10), new ByteSize(128 << 20))
                .check();
    }
}
