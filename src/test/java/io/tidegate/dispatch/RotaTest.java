package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotaTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Rota rota = new Rota(vertx, new Backoff(new Random(1)));
    private final List<String> ran = new ArrayList<>();
    private final List<Promise<Void>> underWay = new ArrayList<>();

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    /** Runs on the loop that owns the rota, and lets what it leads to happen. */
    private void onLoop(Runnable task) {
        for (Runnable step : List.of(task, () -> {}, () -> {})) {
            Futures.awaitOn(
                    context,
                    () -> {
                        step.run();
                        return Future.succeededFuture();
                    });
        }
    }

    private Rota.Round held(String name) {
        return () -> {
            ran.add(name);
            Promise<Void> end = Promise.promise();
            underWay.add(end);
            return end.future();
        };
    }

    @Test
    void aFewRoundsRunAtOnceAndTheOthersInTheOrderInWhichTheyCame() {
        // When
        onLoop(() -> List.of("a", "b", "c", "d", "e", "f").forEach(it -> rota.add(held(it))));
        var atOnce = List.copyOf(ran);
        onLoop(() -> underWay.get(2).complete());

        // Then
        assertThat(atOnce).containsExactly("a", "b", "c", "d");
        assertThat(ran).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void destinationWithALongBacklogLetsOthersInBetween() {
        // Given
        var greedy = new Greedy();
        onLoop(() -> rota.add(greedy));

        // When
        onLoop(() -> rota.add(held("modest")));

        // Then
        Awaitility.await().until(() -> ran.contains("modest"));
        onLoop(() -> underWay.forEach(Promise::complete));
        Futures.awaitOn(context, rota::stop);
    }

    /** Never has enough, and is answered at once each time. */
    private final class Greedy implements Rota.Round {

        @Override
        public Future<Void> run() {
            rota.add(this);
            return Future.succeededFuture();
        }
    }

    @Test
    void failedRoundRunsAgain() {
        // Given
        var results = new ArrayList<>(List.of(Future.<Void>failedFuture("away")));
        results.add(Future.succeededFuture());

        // When
        onLoop(
                () ->
                        rota.add(
                                () -> {
                                    ran.add("a");
                                    return results.remove(0);
                                }));

        // Then
        Awaitility.await().until(() -> ran.size() == 2);
    }

    @Test
    void stopWaitsForWhatIsUnderWayAndBeginsNothingMore() {
        // Given
        onLoop(() -> List.of("a", "b", "c", "d", "e").forEach(it -> rota.add(held(it))));

        // When
        var stopped = Futures.on(context, rota::stop);
        onLoop(() -> underWay.subList(0, 3).forEach(Promise::complete));
        boolean isStoppedEarly = stopped.isComplete();
        onLoop(() -> underWay.get(3).complete());

        // Then
        Futures.await(stopped);
        assertThat(isStoppedEarly).isFalse();
        assertThat(ran).containsExactly("a", "b", "c", "d");
    }
}
