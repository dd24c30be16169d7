package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.OutboundConfig;
import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.testing.Futures;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /** The actions that are found beside ours. */
    Plugins plugins() {
        return Plugins.none();
    }

    /** Where events go that are made here. */
    Outlet outlet() {
        return event -> Future.failedFuture("away");
    }

    /** Why a delivery to {@link #silent} is tried again. */
    String silentReason() {
        return "timeout after 300ms";
    }

    /** Why a delivery to {@link #absent} is tried again. */
    String absentReason() {
        return "connection refused";
    }

    @AfterEach
    void close() {
        made.forEach(action -> Futures.awaitOn(loop, action::close));
        Futures.await(vertx.close());
    }

    /** Closes an action before the test ends. */
    void close(Action action) {
        made.remove(action);
        Futures.awaitOn(loop, action::close);
    }

    Outcome attempt(DestinationConfig destination, Delivery delivery) {
        return attempt(action(destination), delivery);
    }

    Outcome attempt(Action action, Delivery delivery) {
        return Futures.awaitOn(loop, () -> action.attempt(delivery));
    }

    /** The same without waiting for its end. */
    Future<Outcome> start(Action action, Delivery delivery) {
        return Futures.on(loop, () -> action.attempt(delivery));
    }

    List<Outcome> attemptAll(Action action, List<String> bodies) {
        return Futures.awaitOn(
                loop,
                () ->
                        Future.all(
                                        IntStream.range(0, bodies.size())
                                                .mapToObj(i -> Parcels.numbered(i, bodies.get(i)))
                                                .map(action::attempt)
                                                .toList())
                                .map(CompositeFuture::list));
    }

    Action action(DestinationConfig destination) {
        var actions =
                new Actions(
                        vertx,
                        ownRedis(),
                        InstantSource.fixed(Parcels.NOW),
                        new OutboundConfig(OutboundConfig.Reach.PRIVATE),
                        "worker-7",
                        System.getenv(),
                        plugins());
        var action =
                Futures.awaitOn(
                        loop,
                        () -> Future.succeededFuture(actions.make("d", destination, outlet())));
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
            attempt(action, Parcels.numbered(i, "no " + i));
        }

        // Then
        assertThat(taken()).hasSize(20).startsWith("no 0").endsWith("no 19");
    }

    @Test
    void attemptsAtTheSameTimeAreAllDelivered() {
        // Given
        var action = action(working());
        var bodies = IntStream.range(0, 8).mapToObj(i -> "no " + i).toList();

        // When
        var outcomes = attemptAll(action, bodies);

        // Then
        assertThat(outcomes).hasSize(8).containsOnly(Outcome.delivered());
        assertThat(taken()).containsExactlyInAnyOrderElementsOf(bodies);
    }

    @Test
    void eventLoopGoesOnWhileADestinationIsSilent() {
        // Given
        var action = silent().map(this::action);

        // When
        var isOverAfterTheNextTurn =
                action.map(
                        it ->
                                Futures.awaitOn(
                                        loop,
                                        () -> {
                                            var attempt = it.attempt(Parcels.delivery("hello"));
                                            return nextTurn().map(turn -> attempt.isComplete());
                                        }));

        // Then
        isOverAfterTheNextTurn.ifPresent(isOver -> assertThat(isOver).isFalse());
    }

    @Test
    void attemptThatIsTooLateEndsOnItsOwnEventLoop() {
        // Given
        var action = silent().map(this::action);

        // When
        var isThere =
                action.map(
                        it ->
                                Futures.awaitOn(
                                        loop,
                                        () ->
                                                it.attempt(Parcels.delivery("hello"))
                                                        .map(
                                                                over ->
                                                                        Vertx.currentContext()
                                                                                == loop)));

        // Then
        isThere.ifPresent(it -> assertThat(it).isTrue());
    }

    @Test
    void actionCanBeClosedThoughItsDestinationIsSilent() {
        // Given
        var action = silent().map(this::action);
        action.ifPresent(it -> attempt(it, Parcels.delivery("hello")));

        // Then it ends, and does so in time
        action.ifPresent(this::close);
    }

    private Future<Void> nextTurn() {
        Promise<Void> turn = Promise.promise();
        loop.runOnContext(turn::complete);
        return turn.future();
    }

    @Test
    void silentDestinationIsRetriedAfterTheTimeout() {
        // Given
        var destination = silent();

        // When
        var outcome = destination.map(it -> attempt(it, Parcels.delivery("hello")));

        // Then
        outcome.ifPresent(it -> assertThat(it).isEqualTo(Outcome.retry(silentReason())));
    }

    @Test
    void destinationWhereNobodyListensIsRetried() {
        // Given
        var destination = absent();

        // When
        var outcome = destination.map(it -> attempt(it, Parcels.delivery("hello")));

        // Then
        outcome.ifPresent(it -> assertThat(it).isEqualTo(Outcome.retry(absentReason())));
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
