package io.tidegate.action;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.MqttConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Publishes a message on a topic of an MQTT 5 broker with quality of service 1. Delivered means
 * that the broker acknowledged it.
 */
final class MqttAction implements Action {

    private static final int VERSION = 5;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final Pattern NOT_IN_TOPICS = Pattern.compile("[+#/\\p{Cntrl}\\p{Cn}\\p{Cs}]");

    /** Characters for which a broker may hang up (MQTT 5, 1.5.4). */
    private static final Pattern NOT_IN_TEXTS = Pattern.compile("[\\p{Cntrl}\\p{Cn}\\p{Cs}]");

    private final MqttConfig config;
    private final Duration timeout;
    private final Vertx vertx;
    private final Line<MqttLink> line;
    private final int concurrency;

    MqttAction(Actions actions, MqttConfig mqtt, DestinationConfig destination) {
        this.config = mqtt;
        this.timeout = destination.timeout();
        this.vertx = actions.vertx();
        this.concurrency = destination.concurrency();
        this.line = new Line<>(vertx, this::connect, MqttLink::close);
    }

    private Future<MqttLink> connect() {
        var server = ServerAddress.of(config.uri(), "mqtts", PORT, TLS_PORT);
        var client = MqttClient.create(vertx, options(server.isTls()));
        return client.connect(server.port(), server.host())
                .map(hello -> new MqttLink(vertx.getOrCreateContext(), client, hello, concurrency))
                .map(this::watched)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(cause -> client.disconnect());
    }

    private MqttClientOptions options(boolean isTls) {
        String name = config.clientId().isEmpty() ? "tidegate" : config.clientId();
        var options =
                new MqttClientOptions()
                        .setClientId(name + "-" + UUID.randomUUID().toString().substring(0, 8))
                        .setKeepAliveInterval(KEEP_ALIVE_SECONDS)
                        .setMaxInflightQueue(concurrency)
                        .setSsl(isTls);
        if (isTls) {
            options.setHostnameVerificationAlgorithm("HTTPS");
        }
        if (!config.user().isEmpty()) {
            options.setUsername(config.user()).setPassword(config.password().value());
        }
        options.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
        options.setVersion(VERSION);
        return options;
    }

    private MqttLink watched(MqttLink link) {
        link.whenLost(cause -> line.lose(link, cause));
        return link;
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        return line.connection()
                .compose(link -> publish(delivery, link))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(cause -> MqttFailure.outcome(cause, timeout));
    }

    private Future<Outcome> publish(Delivery delivery, MqttLink link) {
        return link.publish(
                new MqttLink.Message(
                        Places.fill(config.topic(), delivery, Places.without(NOT_IN_TOPICS)),
                        delivery.payload(),
                        config.retain(),
                        properties(delivery)),
                timeout.toMillis());
    }

    private static MqttProperties properties(Delivery delivery) {
        var properties = new MqttProperties();
        Attributes.of(delivery)
                .forEach((name, value) -> properties.add(new UserProperty(name, clean(value))));
        Attributes.contentType(delivery)
                .map(MqttAction::clean)
                .map(it -> new StringProperty(MqttProperties.CONTENT_TYPE, it))
                .ifPresent(properties::add);
        return properties;
    }

    private static String clean(String value) {
        return NOT_IN_TEXTS.matcher(value).replaceAll("?");
    }

    @Override
    public Future<Void> close() {
        return line.close();
    }
}
