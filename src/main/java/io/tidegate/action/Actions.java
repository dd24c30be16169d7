package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.NotificationConfig;
import io.tidegate.config.OutboundConfig;
import io.tidegate.config.RedisConfig;
import io.vertx.core.Vertx;
import java.time.InstantSource;
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
 */
public record Actions(
        Vertx vertx, RedisConfig ownRedis, InstantSource clock, OutboundConfig outbound) {

    /**
     * Makes the action of one destination, which then belongs to the calling event loop.
     *
     * @param name the name of the destination
     */
    public Action make(String name, DestinationConfig destination) {
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
                                redis -> new RedisAction(this, redis, destination)))
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
}
