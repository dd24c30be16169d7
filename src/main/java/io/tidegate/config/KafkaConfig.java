package io.tidegate.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a record to a topic of Kafka, acknowledged by all in-sync replicas.
 *
 * @param bootstrap where the cluster is found, as {@code k1:9092,k2:9092}
 * @param topic the topic; may hold {id}, {source}, {type}, {provider}
 * @param key the key of the record, which decides its partition; may hold the same; default none,
 *     so that records are spread
 * @param compression of batches of records; default none
 * @param maxMessage the largest record that is sent, 1KiB to 64MiB; larger ones are dead letters at
 *     once; not above the broker's message.max.bytes; default 1MiB
 * @param tls whether connections are encrypted; default false
 * @param user the user's name for SASL; default none
 * @param password the user's password; default none
 * @param mechanism of SASL; default plain
 * @param properties further settings of the producer by Kafka's own names, as {@code
 *     ssl.truststore.location}; may hold secrets
 */
public record KafkaConfig(
        String bootstrap,
        EventTemplate topic,
        @Default("") EventTemplate key,
        @Default("none") Compression compression,
        @Default("1MiB") ByteSize maxMessage,
        @Default("false") boolean tls,
        @Default("") String user,
        @Default("") Secret password,
        @Default("plain") Mechanism mechanism,
        Map<String, Secret> properties) {

    private static final Pattern SERVERS =
            Pattern.compile("[^\\s,:/@]+:\\d{1,5}(\\s*,\\s*[^\\s,:/@]+:\\d{1,5})*");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]*");

    /** What our promises rest on is not to be changed from the side. */
    private static final Set<String> OURS =
            Set.of(
                    "acks",
                    "bootstrap.servers",
                    "buffer.memory",
                    "compression.type",
                    "delivery.timeout.ms",
                    "enable.idempotence",
                    "key.serializer",
                    "linger.ms",
                    "max.block.ms",
                    "max.request.size",
                    "request.timeout.ms",
                    "transactional.id",
                    "value.serializer");

    /** What user, password and mechanism are made into. */
    private static final Set<String> LOGIN = Set.of("sasl.mechanism", "sasl.jaas.config");

    public KafkaConfig {
        new Bounds()
                .that(
                        "bootstrap",
                        SERVERS.matcher(bootstrap).matches(),
                        "must be host:port, or several with commas between")
                .that(
                        "topic",
                        topic.isPresent() && TOPIC.matcher(topic.fixedText()).matches(),
                        "must be of letters, digits, '.', '_' and '-'")
                .between("maxMessage", maxMessage, new ByteSize(1 << 10), new ByteSize(64 << 20))
                .that(
                        "password",
                        user.isEmpty() == !password.isPresent(),
                        "user and password need each other")
                .that(
                        "properties",
                        properties.keySet().stream().noneMatch(OURS::contains),
                        "must not hold what Tidegate sets itself: " + String.join(", ", sorted()))
                .that(
                        "properties",
                        user.isEmpty() || properties.keySet().stream().noneMatch(LOGIN::contains),
                        "must not hold sasl.mechanism or sasl.jaas.config beside user")
                .check();
    }

    private static Iterable<String> sorted() {
        return OURS.stream().sorted().toList();
    }

    /** How batches of records are compressed. */
    public enum Compression {
        /** Not at all. */
        NONE,
        /** By gzip. */
        GZIP
    }

    /** How a user proves who it is. */
    public enum Mechanism {
        /** The password itself is sent: use {@code tls} with it. */
        PLAIN,
        /** Challenge and response over SHA-256. */
        SCRAM_SHA_256,
        /** Challenge and response over SHA-512. */
        SCRAM_SHA_512
    }
}
