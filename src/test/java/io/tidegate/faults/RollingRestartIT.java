package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.Futures;
import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways behind a balancer are restarted one after the other, and no sender notices. {@code
 * -Dtidegate.rate} says how many requests a second there are.
 */
class RollingRestartIT {

    private static final String SECRET = "rolling-restart-secret-0123456789";
    private static final int RATE = Integer.getInteger("tidegate.rate", 200);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    @RegisterExtension static final RedisServer REDIS = new RedisServer();
    @TempDir Path one;
    @TempDir Path other;
    private final Vertx vertx = Vertx.vertx();
    private final LedgerSink sink = new LedgerSink(vertx, FreePorts.next());
    private List<GatewayProcess> gateways;
    private LedgerSender sender;

    @BeforeEach
    void start() {
        Futures.await(sink.start());
        gateways =
                List.of(
                        new GatewayProcess(one, configuration(), DRAIN).start(),
                        new GatewayProcess(other, configuration(), DRAIN).start());
        var balancer =
                new Balancer(
                        vertx,
                        gateways.stream()
                                .map(it -> new Balancer.Backend(it.publicPort(), it.adminPort()))
                                .toList());
        sender = new LedgerSender(vertx, balancer.source("github"), SECRET, RATE);
    }

    @AfterEach
    void stop() {
        gateways.forEach(GatewayProcess::close);
        Futures.await(vertx.close());
    }

    @Test
    void noRequestFailsAndNothingIsLostOrRepeatedWhileGatewaysAreRestarted() {
        // Given
        sender.start();
        sendMore(2 * RATE);
        // When
        for (var gateway : gateways) {
            assertThat(gateway.terminate()).as("exit code of SIGTERM").isIn(0, 143);
            sendMore(RATE);
            gateway.start();
            sendMore(2 * RATE);
        }
        sender.stop();
        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sender.underWay() == 0);
        System.out.printf(
                "rolling restart: %d requests, %d refused, %d unanswered %s, %d repeats%n",
                sender.sent(),
                sender.refused(),
                sender.unanswered(),
                sender.reasons(),
                sink.repeats());
        assertThat(sender.refused()).as("refused").isZero();
        assertThat(sender.unanswered()).as("unanswered").isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () ->
                                assertThat(sink.missing(sender.acknowledged()).cardinality())
                                        .isZero());
        assertThat(sink.damaged()).isZero();
        assertThat(sink.repeats()).isZero();
    }

    private void sendMore(int events) {
        int enough = sender.acknowledged().cardinality() + events;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> sender.acknowledged().cardinality() >= enough);
    }

    private String configuration() {
        return """
        redis: { uri: "%s" }
        sources:
          github: { provider: github, secrets: ["%s"] }
        destinations:
          ci: { http: { url: "http://127.0.0.1:%d/" }, timeout: 5s }
        routes:
          all: { from: [github], to: [ci] }
        """
                .formatted(REDIS.uri(), SECRET, sink.port());
    }
}
