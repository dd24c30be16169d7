package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A destination returns after an outage for which thousands of its deliveries were parked: it gets
 * all of them, no faster than its rate, and afterwards Redis holds no more than before.
 *
 * <p>Briefly in every build; at length with {@code mvn verify -Dit.test=OutageIT
 * -Dtidegate.parked=100000 -Dtidegate.rate=1000}, where the rate is also that of the sender. What
 * depends on how busy the machine is, is printed and not judged. Ids are not remembered here: they
 * stay in Redis for as long as repeats are looked for, whatever becomes of the events.
 */
class OutageIT {

    private static final String SECRET = "outage-secret-0123456789";
    private static final int PARKED = Integer.getInteger("tidegate.parked", 2000);
    private static final int RATE = Integer.getInteger("tidegate.rate", 500);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    @RegisterExtension static final RedisServer REDIS = new RedisServer();
    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final LedgerSink limited = new LedgerSink(vertx, FreePorts.next());
    private final LedgerSink other = new LedgerSink(vertx, FreePorts.next());

    @BeforeEach
    void startSinks() {
        limited.start()
                .compose(up -> other.start())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stopSinks() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatWasParkedArrivesWithinTheRateAndLeavesNothingInRedis() {
        try (var gateway = new GatewayProcess(folder, configuration())) {
            // Given traffic that has come and gone
            gateway.start();
            var sender = new LedgerSender(vertx, gateway.source("github"), SECRET, RATE);
            int warm = send(sender, PARKED / 10);
            int failed = send(sender, PARKED / 10);
            await(() -> hasAll(limited, sender));
            long memory = settledMemory();

            // When everything is parked for one of two destinations, which then returns
            limited.set(LedgerSink.Mode.DOWN);
            int end = send(sender, PARKED);
            long full = memory();
            limited.set(LedgerSink.Mode.UP);
            int last = send(sender, PARKED / 10);
            await(() -> hasAll(limited, sender));

            // Then nothing is lost, the rate was kept, and the memory is free again
            assertThat(sender.acknowledged().cardinality()).isEqualTo(last);
            assertThat(limited.damaged() + other.damaged()).isZero();
            long[] arrivals = arrivals(failed, end);
            double seconds = (arrivals[arrivals.length - 1] - arrivals[0]) / SECOND;
            assertThat(arrivals.length / seconds).isLessThan(1.1 * RATE);
            await(() -> memory() < 1.05 * memory);
            System.out.printf(
                    "%d parked, rate %d/s: %.0f/s on recovery, at most %d in a second; repeats %d;"
                            + " Redis before %d KiB, full %d KiB, after %d KiB; p99 of the other"
                            + " before %.1f ms, during %.1f ms, on recovery %.1f ms%n",
                    arrivals.length,
                    RATE,
                    arrivals.length / seconds,
                    mostInASecond(arrivals),
                    limited.repeats(),
                    memory >> 10,
                    full >> 10,
                    memory() >> 10,
                    percentile99(sender, warm, failed),
                    percentile99(sender, failed, end),
                    percentile99(sender, end, last));
        }
    }

    /** Sends so many and has them all at the other destination; returns the next one's number. */
    private int send(LedgerSender sender, int count) {
        int enough = sender.sent() + count;
        sender.start();
        await(() -> sender.sent() >= enough);
        sender.stop();
        await(() -> sender.underWay() == 0);
        await(() -> hasAll(other, sender));
        return sender.sent();
    }

    private static boolean hasAll(LedgerSink sink, LedgerSender sender) {
        return sink.missing(sender.acknowledged()).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofMinutes(10)).until(condition::getAsBoolean);
    }

    private static long memory() {
        return REDIS.command("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** What Redis takes once it takes no less a few seconds later: what was settled is dropped. */
    private static long settledMemory() {
        var lowest = new long[] {Long.MAX_VALUE};
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(3))
                .until(
                        () -> {
                            long before = lowest[0];
                            lowest[0] = memory();
                            return lowest[0] >= before;
                        });
        return lowest[0];
    }

    private long[] arrivals(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(limited::arrival)
                .flatMapToLong(OptionalLong::stream)
                .sorted()
                .toArray();
    }

    private static int mostInASecond(long[] arrivals) {
        int most = 0;
        for (int first = 0, next = 0; next < arrivals.length; next++) {
            while (arrivals[next] - arrivals[first] >= SECOND) {
                first++;
            }
            most = Math.max(most, next - first + 1);
        }
        return most;
    }

    private double percentile99(LedgerSender sender, int from, int to) {
        return Latencies.percentile99(
                IntStream.range(from, to)
                        .mapToObj(n -> latency(sender, n))
                        .flatMapToLong(latency -> latency));
    }

    private LongStream latency(LedgerSender sender, int n) {
        return other.arrival(n).stream().map(arrival -> arrival - sender.departure(n));
    }

    private String configuration() {
        return """
        redis: { uri: "%s" }
        store: { history: { age: 1s } }
        sources:
          github: { provider: github, secrets: ["%s"], dedup: { window: 0s } }
        destinations:
          limited:
            http: { url: "http://127.0.0.1:%d/" }
            rate: %d/s
            retry: { first: 500ms, max: 2s, attempts: 1000 }
            breaker: { openFor: 2s }
          other: { http: { url: "http://127.0.0.1:%d/" } }
        routes:
          all: { from: [github], to: [limited, other] }
        """
                .formatted(REDIS.uri(), SECRET, limited.port(), RATE, other.port());
    }
}
