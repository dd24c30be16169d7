package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<Promise<String>> tries = new ArrayList<>();
    private final List<String> hungUp = new ArrayList<>();
    private final Line<String> line = new Line<>(vertx, this::connect, this::hangUp);

    private Future<String> connect() {
        Promise<String> attempt = Promise.promise();
        tries.add(attempt);
        return attempt.future();
    }

    private Future<Void> hangUp(String connection) {
        hungUp.add(connection);
        return Future.succeededFuture();
    }

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    private <T> T on(Supplier<T> call) {
        return Futures.awaitOn(loop, () -> Future.succeededFuture(call.get()));
    }

    private void awaitAnotherTry() {
        Awaitility.await().until(() -> !on(line::connection).failed());
    }

    @Test
    void everybodySharesOneConnection() {
        // When
        var first = on(line::connection);
        var second = on(line::connection);
        on(() -> tries.get(0).tryComplete("c1"));

        // Then
        assertThat(tries).hasSize(1);
        assertThat(Futures.await(first)).isEqualTo("c1");
        assertThat(Futures.await(second)).isEqualTo("c1");
    }

    @Test
    void failureIsRepeatedForAMomentBeforeTheNextTry() {
        // Given
        on(line::connection);
        on(() -> tries.get(0).tryFail(new IOException("away")));

        // When
        var meanwhile = on(line::connection);

        // Then
        assertThatThrownBy(() -> Futures.await(meanwhile)).hasRootCauseMessage("away");
        assertThat(tries).hasSize(1);
        awaitAnotherTry();
        assertThat(tries).hasSize(2);
    }

    @Test
    void connectionThatWasLostIsHungUpAndMadeAgain() {
        // Given
        on(line::connection);
        on(() -> tries.get(0).tryComplete("c1"));

        // When
        on(() -> lose("c1"));

        // Then
        assertThat(hungUp).containsExactly("c1");
        awaitAnotherTry();
        assertThat(tries).hasSize(2);
    }

    @Test
    void connectionThatWasReplacedIsNotLostAgain() {
        // Given
        on(line::connection);
        on(() -> tries.get(0).tryComplete("c2"));

        // When
        on(() -> lose("c1"));

        // Then
        assertThat(hungUp).isEmpty();
        assertThat(Futures.await(on(line::connection))).isEqualTo("c2");
    }

    private boolean lose(String connection) {
        line.lose(connection, new IOException("lost"));
        return true;
    }

    @Test
    void connectionThatIsOnlyBeingMadeIsHungUpAfterTheEnd() {
        // Given
        on(line::connection);
        var closed = on(line::close);

        // When
        on(() -> tries.get(0).tryComplete("late"));

        // Then
        Futures.await(closed);
        assertThat(hungUp).containsExactly("late");
    }

    @Test
    void lineThatWasNeverUsedIsClosedAtOnce() {
        assertThat(on(line::close).succeeded()).isTrue();
        assertThat(tries).isEmpty();
    }
}
