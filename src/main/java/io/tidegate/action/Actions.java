package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.NotificationConfig;
import io.tidegate.config.OutboundConfig;
import io.tidegate.config.PluginConfig;
import io.tidegate.config.RedisConfig;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the actions of destinations: one line for each kind.
 *
 * @param vertx what actions do their I/O with
 * @param ownRedis the gateway's own server, resolved to an address; for redis destinations that
 *     name no other
 * @param clock the time that goes into signatures
 * @param outbound where destinations over HTTP may be
 * @param worker the name of this process among gateways, which keeps their files apart
 * @param environment the gateway's own variables, of which programs see a few
 * @param plugins the actions that were found beside ours
 */
public record Actions(
        Vertx vertx,
        RedisConfig ownRedis,
        InstantSource clock,
        OutboundConfig outbound,
        String worker,
        Map<String, String> environment,
        Plugins plugins) {

    /**
     * Makes the action of one destination, which then belongs to the calling event loop.
     *
     * @param outlet where it stores the events that it makes itself
     * @param name the name of the destination
     */
    public Action make(String name, DestinationConfig destination, Outlet outlet) {
        return Stream.of(
                        kind(
                                destination.http(),
                                http -> HttpAction.webhook(this, http, destination)),
                        chat(Chat.SLACK, destination.slack(), destination),
                        chat(Chat.TEAMS, destination.teams(), destination),
                        chat(Chat.DISCORD, destination.discord(), destination),
                        kind(destination.sqs(), sqs -> HttpAction.sqs(this, sqs, destination)),
                        kind(destination.sns(), sns -> HttpAction.sns(this, sns, destination)),
                        kind(destination.log(), log -> new LogAction(name, log)),
                        kind(
                                destination.redis(),
                                redis -> new RedisAction(this, redis, destination)),
                        kind(
                                destination.kafka(),
                                kafka -> new KafkaAction(this, name, kafka, destination)),
                        kind(destination.amqp(), amqp -> new AmqpAction(this, amqp, destination)),
                        kind(destination.nats(), nats -> new NatsAction(this, nats, destination)),
                        kind(destination.mqtt(), mqtt -> new MqttAction(this, mqtt, destination)),
                        kind(
                                destination.email(),
                                email -> new EmailAction(this, email, destination)),
                        kind(destination.file(), file -> new FileAction(this, file, destination)),
                        kind(
                                destination.exec(),
                                exec -> new ExecAction(this, name, exec, destination)),
                        kind(
                                destination.emit(),
                                emit -> new EmitAction(this, emit, destination, outlet)),
                        kind(destination.queue(), queue -> new QueueAction()),
                        kind(destination.plugin(), plugin -> plugged(plugin, destination)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no kind of action"));
    }

    private Optional<Action> chat(
            Chat chat, @Nullable NotificationConfig config, DestinationConfig destination) {
        return kind(config, it -> HttpAction.notification(this, chat, it, destination));
    }

    private static <C> Optional<Action> kind(@Nullable C config, Function<C, Action> make) {
        return Optional.ofNullable(config).map(make);
    }

    private Action plugged(PluginConfig config, DestinationConfig destination) {
        var plugin =
                plugins.named(config.name())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no plug-in is called " + config.name()));
        var settings = new LinkedHashMap<String, String>();
        config.settings().forEach((name, value) -> settings.put(name, value.value()));
        return new PluggedAction(this, plugin, Map.copyOf(settings), destination);
    }
}
