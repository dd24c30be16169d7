package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration changes again and again under load, while sources and destinations come and go:
 * no request fails, no event is lost, and memory stays flat. {@code -Dtidegate.reloads=100} for the
 * long form.
 */
class ReloadIT {

    private static final String SECRET = "reload-secret-0123456789";
    private static final int RATE = Integer.getInteger("tidegate.rate", 300);
    private static final int RELOADS = Integer.getInteger("tidegate.reloads", 10);
    private static final int WARM_UP = 3;

    /** How much more the heap may hold at the end, whatever the number of changes. */
    private static final long MOST_GROWTH_BYTES = 8 << 20;

    /** Sources and destinations that come and go by turns. */
    private static final int GUESTS = 3;

    /** So many events a guest sends, numbered from a multiple of this on. */
    private static final int STAY = 1_000;

    private static final int FIRST_GUEST = 1_000_000;

    @RegisterExtension static final RedisServer REDIS = new RedisServer();
    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final LedgerSink changing = new LedgerSink(vertx, FreePorts.next());
    private final LedgerSink steady = new LedgerSink(vertx, FreePorts.next());
    private final LedgerSink guests = new LedgerSink(vertx, FreePorts.next());
    private final BitSet acknowledgedGuests = new BitSet();
    private GatewayProcess gateway;
    private LedgerSender sender;

    @BeforeEach
    void start() {
        for (var sink : List.of(changing, steady, guests)) {
            sink.start().toCompletionStage().toCompletableFuture().join();
        }
        gateway = new GatewayProcess(folder, configuration(0, 0)).start();
        sender = new LedgerSender(vertx, gateway.source("github"), SECRET, RATE);
        sender.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void configurationChangesUnderLoadWithoutAFailedRequestALostEventOrAGrowingHeap() {
        // Given
        change(1, WARM_UP);
        long before = gateway.liveHeapBytes();
        double series = series();
        // When
        change(WARM_UP + 1, WARM_UP + RELOADS);
        // Then
        long growth = gateway.liveHeapBytes() - before;
        assertThat(series()).isEqualTo(series);
        sender.stop();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sender.underWay() == 0);
        reload(configuration(0, GUESTS));
        nothingIsLost(sender.acknowledged(), changing);
        nothingIsLost(sender.acknowledged(), steady);
        nothingIsLost(acknowledgedGuests, guests);
        report(growth);
        assertThat(sender.acknowledged().cardinality()).isEqualTo(sender.sent());
        assertThat(growth).isLessThan(MOST_GROWTH_BYTES);
        assertThat(gateway.meter("tidegate_config_reload_attempts_total{outcome=\"refused\"}"))
                .hasValue(0);
    }

    private void report(long growth) {
        System.out.printf(
                "%d reloads under %d/s: %d requests, %d refused, %d unanswered; %d events of"
                        + " guests; repeats %d, %d, %d; heap %+d KiB%n",
                RELOADS,
                RATE,
                sender.sent(),
                sender.refused(),
                sender.unanswered(),
                acknowledgedGuests.cardinality(),
                changing.repeats(),
                steady.repeats(),
                guests.repeats(),
                growth >> 10);
    }

    /**
     * Changes the configuration by each of these numbers. Each brings a source and a destination,
     * and takes out those before, whose events may still be under way.
     */
    private void change(int from, int to) {
        for (int number = from; number <= to; number++) {
            reload(configuration(number, 1));
            var address = gateway.source("guest-" + number % GUESTS);
            int first = FIRST_GUEST + number * STAY;
            var guest = new LedgerSender(vertx, address, SECRET, RATE, first);
            guest.start();
            Awaitility.await().until(() -> guest.sent() >= first + RATE / 10);
            guest.stop();
            Awaitility.await().until(() -> guest.underWay() == 0);
            assertThat(guest.acknowledged().cardinality()).isEqualTo(guest.sent() - first);
            acknowledgedGuests.or(guest.acknowledged());
        }
    }

    private void reload(String configuration) {
        gateway.write(configuration);
        var answer = gateway.post("/api/v1/config/reload");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void nothingIsLost(BitSet acknowledged, LedgerSink sink) {
        assertThat(acknowledged.cardinality()).isPositive();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sink.missing(acknowledged).cardinality()).isZero());
        assertThat(sink.damaged()).isZero();
    }

    private double series() {
        return gateway.admin("/metrics").body().lines().filter(it -> !it.startsWith("#")).count();
    }

    /** With so many guests, the first by this number; one destination changes with the number. */
    private String configuration(int number, int guestCount) {
        var sources = new StringBuilder();
        var destinations = new StringBuilder();
        var routes = new StringBuilder();
        for (int i = number; i < number + guestCount; i++) {
            String name = "guest-" + i % GUESTS;
            sources.append(
                    "  %s: { provider: github, secrets: [\"%s\"] }%n".formatted(name, SECRET));
            destinations.append(destination(name, guests, 8));
            routes.append("  %s: { from: [%s], to: [%s] }%n".formatted(name, name, name));
        }
        return """
        redis: { uri: "%s" }
        reload: { every: 0s }
        sources:
          github: { provider: github, secrets: ["%s"] }
        %sdestinations:
        %s%s%sroutes:
          all: { from: [github], to: [changing, steady] }
        %s"""
                .formatted(
                        REDIS.uri(),
                        SECRET,
                        sources,
                        destination("changing", changing, 8 + number % 2),
                        destination("steady", steady, 8),
                        destinations,
                        routes);
    }

    private static String destination(String name, LedgerSink sink, int concurrency) {
        return """
          %s:
            http: { url: "http://127.0.0.1:%d/" }
            concurrency: %d
            retry: { first: 200ms, max: 2s, attempts: 100 }
            timeout: 5s
        """
                .formatted(name, sink.port(), concurrency);
    }
}
