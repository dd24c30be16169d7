package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A destination that is down gets everything once it is back, and meanwhile the other one is served
 * as if nothing were wrong.
 *
 * <p>Briefly in every build; at length with {@code mvn verify -Dit.test=DownDestinationIT
 * -Dtidegate.phase=60 -Dtidegate.rate=500}. The latencies are printed and not judged: machines that
 * build are busy.
 */
class DownDestinationIT {

    private static final String SECRET = "down-destination-secret-0123456789";
    private static final int PHASE_SECONDS = Integer.getInteger("tidegate.phase", 2);
    private static final int RATE = Integer.getInteger("tidegate.rate", 300);

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
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

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "HUNG"})
    void everythingArrivesAfterwardsAndTheOtherDestinationDoesNotNotice(LedgerSink.Mode fault) {
        try (var gateway = new GatewayProcess(folder, configuration())) {
            // Given steady traffic to two healthy destinations
            gateway.start();
            var sender = new LedgerSender(vertx, gateway.source("github"), SECRET, RATE);
            sender.start();
            sendUntil(sender, RATE * PHASE_SECONDS / 2);
            int steady = sender.sent();
            sendUntil(sender, steady + RATE * PHASE_SECONDS);

            // When one of them fails for a while and returns
            int failed = sender.sent();
            ci.set(fault);
            sendUntil(sender, failed + RATE * PHASE_SECONDS);
            sender.stop();
            int end = sender.sent();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sender.underWay() == 0);
            await(sender, audit);
            ci.set(LedgerSink.Mode.UP);

            // Then it gets all it has missed, and the other was served all along
            await(sender, ci);
            assertThat(sender.acknowledged().cardinality()).isEqualTo(end);
            assertThat(ci.damaged() + audit.damaged()).isZero();
            System.out.printf(
                    "other destination, one %s for %d s at %d/s: p99 before %.1f ms, during %.1f ms%n",
                    fault,
                    PHASE_SECONDS,
                    RATE,
                    percentile99(sender, steady, failed),
                    percentile99(sender, failed, end));
        }
    }

    private void sendUntil(LedgerSender sender, int count) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> sender.sent() >= count);
    }

    private static void await(LedgerSender sender, LedgerSink sink) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> sink.received().cardinality() >= sender.acknowledged().cardinality());
    }

    private double percentile99(LedgerSender sender, int from, int to) {
        return Latencies.percentile99(
                IntStream.range(from, to)
                        .mapToObj(n -> latency(sender, n))
                        .flatMapToLong(OptionalLong::stream));
    }

    private OptionalLong latency(LedgerSender sender, int n) {
        var arrival = audit.arrival(n);
        return arrival.isPresent()
                ? OptionalLong.of(arrival.getAsLong() - sender.departure(n))
                : OptionalLong.empty();
    }

    private String configuration() {
        return """
        sources:
          github: { provider: github, secrets: ["%s"] }
        destinations:
          ci:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 500ms, max: 2s, attempts: 1000 }
            timeout: 5s
          audit: { http: { url: "http://127.0.0.1:%d/" } }
        routes:
          all: { from: [github], to: [ci, audit] }
        """
                .formatted(SECRET, ci.port(), audit.port());
    }
}
