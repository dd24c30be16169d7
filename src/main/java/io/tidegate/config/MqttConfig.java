package io.tidegate.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Publishes a message on a topic of an MQTT 5 broker with quality of service 1, acknowledged by the
 * broker.
 *
 * @param uri the broker, as {@code mqtt://host:1883}, or {@code mqtts} for TLS
 * @param topic the topic; may hold {id}, {source}, {type}, {provider}
 * @param user the user's name; default none
 * @param password the user's password; default none
 * @param clientId how this client calls itself, to which random letters are added for each
 *     connection, so that none takes another's place; default tidegate
 * @param retain whether the broker keeps the last message of a topic for later subscribers; default
 *     false
 */
public record MqttConfig(
        String uri,
        EventTemplate topic,
        @Default("") String user,
        @Default("") Secret password,
        @Default("") String clientId,
        @Default("false") boolean retain) {

    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts");
    private static final Pattern TOPIC = Pattern.compile("[^+#\\p{Cntrl}]*");

    public MqttConfig {
        new Bounds()
                .that(
                        "uri",
                        Addresses.isUri(uri, SCHEMES),
                        "must be mqtt://host:port or mqtts://host:port")
                .that(
                        "uri",
                        !Addresses.hasUser(uri),
                        "must not hold a user or password; write user and password beside it")
                .that(
                        "topic",
                        topic.isPresent() && TOPIC.matcher(topic.fixedText()).matches(),
                        "must be a topic to publish on, without '+' and '#'")
                .that(
                        "password",
                        !password.isPresent() || !user.isEmpty(),
                        "needs a user beside it")
                .check();
    }
}
