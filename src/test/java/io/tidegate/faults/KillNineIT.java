package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway is killed under load again and again; no event that it acknowledged may be missing at
 * any destination in the end.
 *
 * <p>Briefly in every build; at length with {@code mvn verify -Dit.test=KillNineIT
 * -Dtidegate.kills=10 -Dtidegate.rate=2000}. The seed of the moments is printed and can be given
 * with {@code -Dtidegate.seed}.
 */
class KillNineIT {

    private static final String SECRET = "kill-nine-secret-0123456789";
    private static final int KILLS = Integer.getInteger("tidegate.kills", 2);
    private static final int RATE = Integer.getInteger("tidegate.rate", 500);
    private static final long SEED = Long.getLong("tidegate.seed", System.nanoTime());

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(SEED);
    private final LedgerSink ci = new LedgerSink(vertx, FreePorts.next());
    private final LedgerSink audit = new LedgerSink(vertx, FreePorts.next());

    @BeforeEach
    void startSinks() {
        ci.start().compose(up -> audit.start()).toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stopSinks() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void noAcknowledgedEventIsLostWhenTheGatewayIsKilled() {
        // Given a gateway with its embedded Redis, and a sender that never sends twice
        try (var gateway = new GatewayProcess(folder, configuration())) {
            gateway.start();
            var sender = new LedgerSender(vertx, gateway.source("github"), SECRET, RATE);
            sender.start();

            // When it is killed at random moments and started again
            for (int kill = 0; kill < KILLS; kill++) {
                int enough = sender.acknowledged().cardinality() + RATE / 2 + random.nextInt(RATE);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> sender.acknowledged().cardinality() >= enough);
                gateway.kill();
                gateway.start();
            }
            sender.stop();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sender.underWay() == 0);

            // Then every acknowledged event arrives at both destinations, byte for byte
            var acknowledged = sender.acknowledged();
            for (var sink : List.of(ci, audit)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .untilAsserted(
                                () -> assertThat(sink.missing(acknowledged).isEmpty()).isTrue());
                assertThat(sink.damaged()).isZero();
            }
            report(sender);
            assertThat(acknowledged.cardinality()).isGreaterThan(KILLS * RATE / 2);
        }
    }

    @Test
    void theCheckerSeesALossWhenThereIsOne() {
        // Given a gateway that keeps events in its memory only, and destinations that are down
        ci.set(LedgerSink.Mode.DOWN);
        audit.set(LedgerSink.Mode.DOWN);
        try (var gateway = new GatewayProcess(folder, configuration())) {
            gateway.start("--store", "memory");
            var sender = new LedgerSender(vertx, gateway.source("github"), SECRET, RATE);
            sender.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> sender.acknowledged().cardinality() >= 100);

            // When it is killed and the destinations return
            gateway.kill();
            sender.stop();
            ci.set(LedgerSink.Mode.UP);
            audit.set(LedgerSink.Mode.UP);
            gateway.start("--store", "memory");

            // Then the ledger tells what is missing
            assertThat(ci.missing(sender.acknowledged()).cardinality()).isGreaterThanOrEqualTo(100);
        }
    }

    private void report(LedgerSender sender) {
        System.out.printf(
                "kill -9: seed %d, kills %d, rate %d/s, acknowledged %d, refused %d, unanswered %d,"
                        + " lost 0, repeats %d and %d%n",
                SEED,
                KILLS,
                RATE,
                sender.acknowledged().cardinality(),
                sender.refused(),
                sender.unanswered(),
                ci.repeats(),
                audit.repeats());
    }

    private String configuration() {
        return """
        sources:
          github: { provider: github, secrets: ["%s"] }
        destinations:
          ci:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 200ms, max: 2s, attempts: 100 }
            timeout: 1s
          audit:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 200ms, max: 2s, attempts: 100 }
            timeout: 1s
        routes:
          all: { from: [github], to: [ci, audit] }
        """
                .formatted(SECRET, ci.port(), audit.port());
    }
}
