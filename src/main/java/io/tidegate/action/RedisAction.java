package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.RedisActionConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Adds the event to a stream of the operator's, with the fields {@code id}, {@code source}, {@code
 * provider}, {@code type}, {@code receivedAt} and {@code body}; or appends the body to a list, or
 * publishes it on a channel.
 */
final class RedisAction implements Action {

    private final RedisActionConfig config;
    private final RedisLines lines;
    private final Duration timeout;

    RedisAction(Actions actions, RedisActionConfig config, DestinationConfig destination) {
        this.config = config;
        this.lines = RedisLines.of(actions, config.uri(), destination.timeout());
        this.timeout = destination.timeout();
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        return lines.send(key(), request(delivery))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(reply -> Outcome.delivered())
                .otherwise(this::outcomeOf);
    }

    private String key() {
        return config.stream() + config.list() + config.channel();
    }

    private Request request(Delivery delivery) {
        if (!config.stream().isEmpty()) {
            return add(delivery);
        }
        return config.list().isEmpty() ? publish(delivery) : append(delivery);
    }

    private Request append(Delivery delivery) {
        return Request.cmd(Command.RPUSH).arg(config.list()).arg(delivery.payload());
    }

    private Request publish(Delivery delivery) {
        return Request.cmd(Command.PUBLISH).arg(config.channel()).arg(delivery.payload());
    }

    private Request add(Delivery delivery) {
        Event event = delivery.stored().event();
        return Request.cmd(Command.XADD)
                .arg(config.stream())
                .arg("*")
                .arg("id")
                .arg(delivery.id().toString())
                .arg("source")
                .arg(event.source())
                .arg("provider")
                .arg(event.provider())
                .arg("type")
                .arg(event.type())
                .arg("receivedAt")
                .arg(event.receivedAt().toString())
                .arg("body")
                .arg(delivery.payload());
    }

    private Outcome outcomeOf(Throwable cause) {
        String code = String.valueOf(cause.getMessage()).split(" ", 2)[0];
        return Outcome.retry(
                code.matches("[A-Z]{3,20}")
                        ? "redis says " + code
                        : Failure.reason(cause, timeout));
    }

    @Override
    public Future<Void> close() {
        return lines.close();
    }
}
