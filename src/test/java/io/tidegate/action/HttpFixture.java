package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.OutboundConfig;
import io.tidegate.config.OutboundConfig.Reach;
import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A clock, servers on loopback, and actions that send to them. */
abstract class HttpFixture {

    final Vertx vertx = Vertx.vertx();
    final SetClock clock = new SetClock();
    private final Context loop = vertx.getOrCreateContext();
    private final List<Action> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(action -> Futures.awaitOn(loop, action::close));
        Futures.await(vertx.close());
    }

    /** A server over plain HTTP. */
    HttpSink sink() {
        return new HttpSink(vertx, new HttpServerOptions());
    }

    /**
     * Makes an action.
     *
     * @param yaml the keys of the destination
     */
    Action action(String yaml) {
        return action(Reach.PRIVATE, DestinationConfigs.parse(yaml));
    }

    Action action(Reach reach, DestinationConfig destination) {
        var redis = new RedisConfig("redis://127.0.0.1:1", Secret.NONE, Duration.ofSeconds(1), "x");
        var actions =
                new Actions(
                        vertx,
                        redis,
                        clock,
                        new OutboundConfig(reach),
                        "w",
                        Map.of(),
                        Plugins.none());
        var action =
                Futures.awaitOn(
                        loop,
                        () ->
                                Future.succeededFuture(
                                        actions.make(
                                                "d",
                                                destination,
                                                event -> Future.failedFuture("it emits nothing"))));
        made.add(action);
        return action;
    }

    Outcome attempt(Action action, Delivery delivery) {
        return Futures.awaitOn(loop, () -> action.attempt(delivery));
    }

    /** Makes an attempt and does not wait for it. */
    Future<Outcome> begin(Action action, Delivery delivery) {
        return Futures.on(loop, () -> action.attempt(delivery));
    }

    Outcome attempt(String yaml, Delivery delivery) {
        return attempt(action(yaml), delivery);
    }
}
