package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of 200 destinations 20 hang and 20 refuse connections: the others are served as if nothing were
 * wrong, and in the end everything has arrived everywhere.
 *
 * <p>Briefly in every build; at length with {@code mvn verify -Dit.test=FaultyDestinationsIT
 * -Dtidegate.phase=60 -Dtidegate.rate=10}, where each event goes to all destinations. Throughput
 * and latencies are printed and not judged: machines that build are busy.
 */
class FaultyDestinationsIT {

    private static final String SECRET = "faulty-destinations-secret-0123456789";
    private static final int HEALTHY = 160;
    private static final int FAULTY = 20;
    private static final int PHASE_SECONDS = Integer.getInteger("tidegate.phase", 3);
    private static final int RATE = Integer.getInteger("tidegate.rate", 5);

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final CrowdSink healthy = new CrowdSink(vertx, FreePorts.next());
    private final CrowdSink hanging = new CrowdSink(vertx, FreePorts.next());
    private final CrowdSink refusing = new CrowdSink(vertx, FreePorts.next());

    @BeforeEach
    void startSinks() {
        join(Future.all(healthy.start(), hanging.start(), refusing.start()));
    }

    @AfterEach
    void stopSinks() {
        join(vertx.close());
    }

    @Test
    void healthyDestinationsDoNotNoticeThatOthersHangAndRefuse() {
        try (var gateway = new GatewayProcess(folder, configuration())) {
            // Given steady traffic to healthy destinations
            gateway.start();
            var sender = new LedgerSender(vertx, gateway.source("github"), SECRET, RATE);
            sender.start();
            int steady = sendFor(sender, PHASE_SECONDS);
            int failed = sendFor(sender, PHASE_SECONDS);

            // When some of them hang and some refuse, and return after everybody else has all
            hanging.setHanging(true);
            join(refusing.stop());
            int end = sendFor(sender, PHASE_SECONDS);
            sender.stop();
            await(() -> sender.underWay() == 0);
            int sent = sender.sent();
            await(() -> healthy.received() == sent * HEALTHY);
            hanging.setHanging(false);
            join(refusing.start());

            // Then everything arrives everywhere
            await(() -> hanging.received() == sent * FAULTY);
            await(() -> refusing.received() == sent * FAULTY);
            assertThat(sender.acknowledged().cardinality()).isEqualTo(sent);
            assertThat(healthy.damaged() + hanging.damaged() + refusing.damaged()).isZero();
            report(sender, "all healthy", steady, failed);
            report(sender, FAULTY + " hang, " + FAULTY + " refuse", failed, end);
        }
    }

    /** Returns the number of the next event. */
    private static int sendFor(LedgerSender sender, int seconds) {
        int enough = sender.sent() + seconds * RATE;
        await(() -> sender.sent() >= enough);
        return sender.sent();
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(condition::getAsBoolean);
    }

    private static void join(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    private void report(LedgerSender sender, String state, int from, int to) {
        long[] latencies = healthy.latencies(sender, from, to);
        double seconds =
                (healthy.last(from, to) - sender.departure(from))
                        / (double) TimeUnit.SECONDS.toNanos(1);
        System.out.printf(
                "%d healthy destinations, %d events/s to each, %s: %.0f deliveries/s, p99 %.1f"
                        + " ms%n",
                HEALTHY,
                RATE,
                state,
                latencies.length / seconds,
                Latencies.percentile99(Arrays.stream(latencies)));
    }

    private String configuration() {
        return """
        sources:
          github: { provider: github, secrets: ["%s"] }
        destinations:
        %s
        %s
        %s
        routes:
          all: { from: [github], to: [%s] }
        """
                .formatted(
                        SECRET,
                        destinations("healthy", HEALTHY, healthy),
                        destinations("hanging", FAULTY, hanging),
                        destinations("refusing", FAULTY, refusing),
                        String.join(
                                ", ",
                                names("healthy", HEALTHY),
                                names("hanging", FAULTY),
                                names("refusing", FAULTY)));
    }

    private static String names(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kind + "-" + i)
                .collect(Collectors.joining(", "));
    }

    private static String destinations(String kind, int count, CrowdSink sink) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                """
                                  %s-%d:
                                    http: { url: "http://127.0.0.1:%d/%d" }
                                    retry: { first: 200ms, max: 2s, attempts: 1000 }
                                    breaker: { openFor: 2s }
                                    timeout: 3s
                                """
                                        .formatted(kind, i, sink.port(), i))
                .collect(Collectors.joining());
    }
}
