package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.OutboundConfig;
import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of action does, whatever its destination does. */
abstract class ActionContract {

    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(10);

    final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<Action> made = new ArrayList<>();

    /** A destination that takes everything. */
    abstract DestinationConfig working();

    /** The bodies that {@link #working} has taken so far. */
    abstract List<String> taken();

    /** A destination that accepts connections and says nothing; absent if the kind has none. */
    abstract Optional<DestinationConfig> silent();

    /** A destination where nobody listens; absent if the kind has none. */
    abstract Optional<DestinationConfig> absent();

    /** The gateway's own Redis. */
    RedisConfig ownRedis() {
        return new RedisConfig("redis://127.0.0.1:1", Secret.NONE, SHORT, "none");
    }

    @AfterEach
    void close() {
        made.forEach(action -> Futures.awaitOn(loop, action::close));
        Futures.await(vertx.close());
    }

    Outcome attempt(DestinationConfig destination, Delivery delivery) {
        return attempt(action(destination), delivery);
    }

    Outcome attempt(Action action, Delivery delivery) {
        return Futures.awaitOn(loop, () -> action.attempt(delivery));
    }

    Action action(DestinationConfig destination) {
        var actions =
                new Actions(
                        vertx,
                        ownRedis(),
                        InstantSource.fixed(Parcels.NOW),
                        new OutboundConfig(OutboundConfig.Reach.PRIVATE));
        var action =
                Futures.awaitOn(
                        loop,
                        () -> io.vertx.core.Future.succeededFuture(actions.make("d", destination)));
        made.add(action);
        return action;
    }

    @Test
    void workingDestinationGetsTheDelivery() {
        // When
        var outcome = attempt(working(), Parcels.delivery("hello"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(taken()).containsExactly("hello");
    }

    @Test
    void emptyBodyIsDeliveredToo() {
        // When
        var outcome = attempt(working(), Parcels.delivery(""));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(taken()).containsExactly("");
    }

    @Test
    void oneActionMakesManyAttempts() {
        // Given
        var action = action(working());

        // When
        for (int i = 0; i < 20; i++) {
            attempt(action, Parcels.delivery("no " + i));
        }

        // Then
        assertThat(taken()).hasSize(20).startsWith("no 0").endsWith("no 19");
    }

    @Test
    void silentDestinationIsRetriedAfterTheTimeout() {
        // Given
        var destination = silent();

        // When
        var outcome = destination.map(it -> attempt(it, Parcels.delivery("hello")));

        // Then
        outcome.ifPresent(it -> assertThat(it).isEqualTo(Outcome.retry("timeout after 300ms")));
    }

    @Test
    void destinationWhereNobodyListensIsRetried() {
        // Given
        var destination = absent();

        // When
        var outcome = destination.map(it -> attempt(it, Parcels.delivery("hello")));

        // Then
        outcome.ifPresent(it -> assertThat(it).isEqualTo(Outcome.retry("connection refused")));
    }

    /** A port on which nobody listens: one that was free a moment ago. */
    static int closedPort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
