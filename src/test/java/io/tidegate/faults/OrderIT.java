package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways deliver events of fifty keys to a destination that fails at random, and are killed
 * at random: no event may come before the one ahead of it in its key was taken, or again after a
 * later one, and none may be lost. A gateway that is stopped in its tracks, and goes on when
 * another has its work, may at most repeat what it was about to send.
 *
 * <p>Briefly in every build; at length with {@code mvn verify -Dit.test=OrderIT -Dtidegate.kills=8
 * -Dtidegate.pauses=3 -Dtidegate.events=10000}. The seed of the moments and the failures is printed
 * and can be given with {@code -Dtidegate.seed}.
 */
class OrderIT {

    private static final String SECRET = "order-secret-0123456789";
    private static final int KEYS = 50;
    private static final int SHARDS = 8;

    /** The default concurrency of a destination in one gateway. */
    private static final int MOST_UNDER_WAY = 32;

    private static final int KILLS = Integer.getInteger("tidegate.kills", 2);
    private static final int PAUSES = Integer.getInteger("tidegate.pauses", 0);
    private static final int EVENTS = Integer.getInteger("tidegate.events", 1_000);
    private static final int RATE = Integer.getInteger("tidegate.rate", 200);
    private static final long SEED = Long.getLong("tidegate.seed", System.nanoTime());

    @RegisterExtension static final RedisServer REDIS = new RedisServer();
    @TempDir Path one;
    @TempDir Path other;
    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(SEED);
    private final OrderSink sink = new OrderSink(vertx, FreePorts.next(), KEYS, SEED);

    @BeforeEach
    void startSink() {
        sink.start().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stopSink() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void eventsOfEachKeyComeInOrderWhateverIsKilledAndWhateverFails() {
        // Given two gateways, and a sender that waits for each answer
        long began = System.nanoTime();
        try (var first = new GatewayProcess(one, configuration(".body.n % " + KEYS));
                var second = new GatewayProcess(other, configuration(".body.n % " + KEYS))) {
            var gateways = List.of(first.start(), second.start());
            var sender = sender(gateways, EVENTS);
            sender.start();

            // When one or the other is killed at random moments and started again
            int faults = KILLS + PAUSES;
            for (int fault = 1; fault <= faults; fault++) {
                int enough = (int) ((fault - random.nextDouble() / 2) * EVENTS / (faults + 1));
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> sender.acknowledged() >= enough);
                int victim = random.nextInt(gateways.size());
                if (fault * PAUSES / faults > (fault - 1) * PAUSES / faults) {
                    pause(gateways.get(victim), gateways.get(1 - victim));
                } else {
                    gateways.get(victim).kill();
                    gateways.get(victim).start();
                }
            }

            // Then all arrive in order
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> sink.taken() == EVENTS || sink.overtaking() > 0);
            report(sender, Duration.ofNanos(System.nanoTime() - began));
            assertThat(sink.overtaking()).isZero();
            assertThat(sink.late()).isLessThanOrEqualTo(PAUSES * MOST_UNDER_WAY);
            assertThat(sink.damaged()).isZero();
            nothingOfTheLinesIsLeft();
        }
    }

    @Test
    void theCheckerSeesAnInversionWhenThereIsOne() {
        // Given a destination that keeps no order
        try (var gateway = new GatewayProcess(one, configuration(""))) {
            gateway.start();
            // When
            sender(List.of(gateway), 100 * KEYS).start();
            // Then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> sink.overtaking() > 0 && sink.late() > 0);
        }
    }

    /** Until the other has read on for a while and made the attempts that this one was about to. */
    private void pause(GatewayProcess gateway, GatewayProcess other) {
        gateway.pause();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> other.meter("tidegate_shards").orElse(0) == SHARDS);
        int enough = Math.min(EVENTS, sink.taken() + 4 * KEYS);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> sink.taken() >= enough);
        gateway.goOn();
    }

    private KeyedSender sender(List<GatewayProcess> gateways, int events) {
        var to = gateways.stream().map(it -> it.source("github")).toList();
        return new KeyedSender(vertx, to, SECRET, KEYS, events, RATE);
    }

    private static void nothingOfTheLinesIsLeft() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(REDIS.command("KEYS", "tg:{d:*").lines())
                                        .isSubsetOf("tg:{d:ci}:lined"));
    }

    private void report(KeyedSender sender, Duration time) {
        System.out.printf(
                "order: seed %d, keys %d, kills %d, pauses %d, acknowledged %d after %d repeated requests,"
                        + " delivered %d in order in %d s, overtaking %d, late %d, repeats %d%n",
                SEED,
                KEYS,
                KILLS,
                PAUSES,
                sender.acknowledged(),
                sender.unacknowledged(),
                sink.taken(),
                time.toSeconds(),
                sink.overtaking(),
                sink.late(),
                sink.repeats());
    }

    private String configuration(String order) {
        return """
        redis: { uri: "%s" }
        sources:
          github: { provider: github, secrets: ["%s"] }
        destinations:
          ci:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 50ms, max: 500ms, attempts: 1000 }
            timeout: 1s
            order: '%s'
        routes:
          all: { from: [github], to: [ci] }
        """
                .formatted(REDIS.uri(), SECRET, sink.port(), order);
    }
}
