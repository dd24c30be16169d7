package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways on one Redis share the work, and nothing is lost whatever happens to one of them.
 */
class SharedWorkIT {

    private static final String SECRET = "shared-work-secret-0123456789";
    private static final int RATE = Integer.getInteger("tidegate.rate", 200);
    private static final int SHARDS = 8;

    @RegisterExtension static final RedisServer REDIS = new RedisServer();
    @TempDir Path one;
    @TempDir Path other;
    private final Vertx vertx = Vertx.vertx();
    private final LedgerSink sink = new LedgerSink(vertx, FreePorts.next());
    private GatewayProcess stable;
    private GatewayProcess shaken;
    private LedgerSender sender;

    @BeforeEach
    void start() {
        sink.start().toCompletionStage().toCompletableFuture().join();
        stable = new GatewayProcess(one, configuration()).start();
        shaken = new GatewayProcess(other, configuration()).start();
        sender = new LedgerSender(vertx, stable.source("github"), SECRET, RATE);
        sender.start();
    }

    @AfterEach
    void stop() {
        shaken.close();
        stable.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void workIsSharedEvenly() {
        // Given
        eventuallyHold(SHARDS / 2, stable, 20);
        eventuallyHold(SHARDS / 2, shaken, 20);
        // When
        double before = delivered(stable);
        double beforeOther = delivered(shaken);
        sendMore(5 * RATE);
        // Then
        double here = delivered(stable) - before;
        double there = delivered(shaken) - beforeOther;
        assertThat(here / (here + there)).isBetween(0.35, 0.65);
        nothingIsLost();
    }

    @Test
    void gatewayThatIsKilledIsReplacedWithinFifteenSecondsAndSharesAgainWhenItIsBack() {
        // Given
        eventuallyHold(SHARDS / 2, shaken, 20);
        // When
        shaken.kill();
        long start = System.nanoTime();
        eventuallyHold(SHARDS, stable, 30);
        var replaced = Duration.ofNanos(System.nanoTime() - start);
        shaken.start();
        eventuallyHold(SHARDS / 2, stable, 20);
        eventuallyHold(SHARDS / 2, shaken, 20);
        // Then
        System.out.printf("killed gateway replaced after %d ms%n", replaced.toMillis());
        assertThat(replaced).isLessThan(Duration.ofSeconds(15));
        nothingIsLost();
    }

    @Test
    void gatewayThatStopsIsReplacedAtOnceWithoutRepeats() {
        // Given
        eventuallyHold(SHARDS / 2, shaken, 20);
        // When
        shaken.terminate();
        // Then
        eventuallyHold(SHARDS, stable, 3);
        nothingIsLost();
        assertThat(sink.repeats()).isZero();
    }

    @Test
    void gatewayThatWasPausedNoticesThatAnotherHasItsWork() {
        // Given
        eventuallyHold(SHARDS / 2, shaken, 20);
        // When
        shaken.pause();
        eventuallyHold(SHARDS, stable, 30);
        sendMore(RATE);
        shaken.goOn();
        // Then
        eventuallyHold(SHARDS / 2, shaken, 20);
        nothingIsLost();
        System.out.printf("paused gateway: %d repeats%n", sink.repeats());
    }

    private static void eventuallyHold(int shards, GatewayProcess gateway, int seconds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(seconds))
                .until(() -> gateway.meter("tidegate_shards").orElse(0) == shards);
    }

    private static double delivered(GatewayProcess gateway) {
        return gateway.meter(
                        "tidegate_delivery_attempts_total{destination=\"ci\",outcome=\"delivered\"}")
                .orElse(0);
    }

    private void sendMore(int events) {
        int enough = sink.received().cardinality() + events;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> sink.received().cardinality() >= enough);
    }

    private void nothingIsLost() {
        sender.stop();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sender.underWay() == 0);
        var acknowledged = sender.acknowledged();
        assertThat(acknowledged.cardinality()).isGreaterThan(RATE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(sink.missing(acknowledged).cardinality()).isZero());
        assertThat(sink.damaged()).isZero();
    }

    private String configuration() {
        return """
        redis: { uri: "%s" }
        sources:
          github: { provider: github, secrets: ["%s"] }
        destinations:
          ci:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 200ms, max: 2s, attempts: 100 }
            timeout: 2s
        routes:
          all: { from: [github], to: [ci] }
        """
                .formatted(REDIS.uri(), SECRET, sink.port());
    }
}
