package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dispatch.Faults.Kind;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries with the same key are made one after the other. */
class OrderTest {

    private final Gateway gateway = Gateway.inOrder(".body.k", "a");

    @AfterEach
    void close() {
        gateway.close();
    }

    /** Appends an event with this number and key; its payload begins with the key and ends so. */
    private void append(String key, int number) {
        String body = "{\"k\":\"%s\",\"n\":\"%s-%d\"}".formatted(key, key, number);
        gateway.appendWithBody(key + number, body);
    }

    private void append(int keys, int count) {
        for (int number = 0; number < count; number++) {
            for (int key = 0; key < keys; key++) {
                append("k" + key, number);
            }
        }
    }

    private void awaitDeliveries(int count) {
        awaitDeliveries(count, Duration.ZERO);
    }

    private void awaitDeliveries(int count, Duration pass) {
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            gateway.advance(pass);
                            assertThat(Set.copyOf(gateway.action("a").tried())).hasSize(count);
                            assertThat(gateway.status().oldestUnsettled()).isZero();
                            assertThat(gateway.status().parked()).containsEntry("a", 0L);
                        });
    }

    /** For each key the numbers in the order of their first attempts. */
    private Map<String, List<Integer>> firstAttempts() {
        return gateway.action("a").attempts().stream()
                .map(it -> it.stored().event().dedupKey())
                .distinct()
                .collect(
                        Collectors.groupingBy(
                                it -> it.substring(0, 2),
                                Collectors.mapping(
                                        it -> Integer.parseInt(it.substring(2)),
                                        Collectors.toList())));
    }

    private void allCameInOrder(int keys, int count) {
        var inOrder = IntStream.range(0, count).boxed().toList();
        assertThat(firstAttempts()).hasSize(keys);
        assertThat(firstAttempts().values()).allSatisfy(it -> assertThat(it).isEqualTo(inOrder));
    }

    private static String payload(Delivery delivery) {
        return new String(delivery.payload(), StandardCharsets.UTF_8);
    }

    @Test
    void oneAfterTheOtherOfEachKeyAndKeysSideBySide() {
        // Given
        gateway.action("a").hold();
        gateway.start("p", 2);
        // When
        append(3, 5);
        // Then
        Awaitility.await().until(() -> gateway.action("a").attempts().size() == 3);
        Awaitility.await().until(() -> gateway.status().oldestUnsettled().isZero());
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrder("k00", "k10", "k20");
        gateway.action("a").release();
        awaitDeliveries(15);
        allCameInOrder(3, 5);
        assertThat(gateway.action("a").attempts()).hasSize(15);
    }

    @Test
    void failingOneHoldsBackItsKeyOnlyUntilItIsDead() {
        // Given
        gateway.retrying(3, Duration.ofMillis(50));
        gateway.action("a").answerFor("k0-0", Outcome.retry("503"));
        gateway.start("p", 2);
        // When
        append(2, 3);
        // Then
        awaitDeliveries(6);
        allCameInOrder(2, 3);
        assertThat(gateway.dead("a")).hasSize(1);
        var tried = gateway.action("a").tried().stream().filter(it -> it.startsWith("k0")).toList();
        assertThat(tried).containsExactly("k00", "k00", "k00", "k01", "k02");
    }

    @ParameterizedTest
    @CsvSource({
        "lineUp, NOT_DONE",
        "lineUp, UNKNOWN",
        "claim, NOT_DONE",
        "claim, UNKNOWN",
        "advance, NOT_DONE",
        "advance, UNKNOWN",
        "parkAgain, NOT_DONE",
        "parkAgain, UNKNOWN",
        "bury, NOT_DONE",
        "bury, UNKNOWN",
        "settle, UNKNOWN",
        "claimDue, UNKNOWN",
        "wake, UNKNOWN",
        "isHeld, NOT_DONE"
    })
    void orderHoldsWhateverTheStoreRefuses(String call, Kind kind) {
        // Given
        gateway.reclaimingAfter(Duration.ofMillis(300)).retrying(3, Duration.ofMillis(1));
        if (call.equals("bury")) {
            gateway.action("a").answerFor("-0", Outcome.dead("no"));
        } else {
            gateway.action("a").acceptTheSecondTime();
        }
        gateway.faults.fail(call, 3, kind);
        gateway.start("p", 2);
        // When
        append(4, 10);
        // Then
        // Leases run out meanwhile, whoever has them.
        awaitDeliveries(40, Duration.ofSeconds(10));
        allCameInOrder(4, 10);
        assertThat(gateway.faults.count(call)).isPositive();
    }

    @Test
    void readerWaitsForNothingWhileLiningUpIsRefusedUntilThatIsTooMuch() {
        // Given
        gateway.faults.fail("lineUp", 1_000_000, Kind.NOT_DONE);
        gateway.stoppingWithin(Duration.ofMillis(1)).start("p", 1);
        appendLarge(0, 10);
        Awaitility.await().until(() -> gateway.status().pending() >= 8);
        // When
        appendLarge(10, 30);
        long refused = gateway.faults.count("lineUp");
        Awaitility.await().until(() -> gateway.faults.count("lineUp") > refused);
        // Then
        assertThat(gateway.status().pending()).isLessThanOrEqualTo(10);
        gateway.faults.mend();
        awaitDeliveries(30);
        allCameInOrder(1, 30);
    }

    private void appendLarge(int from, int to) {
        String filler = "x".repeat(1 << 20);
        for (int i = from; i < to; i++) {
            gateway.appendWithBody("k0" + i, "{\"k\":\"k0\",\"x\":\"" + filler + "\"}");
        }
    }

    @Test
    void nextGatewayGoesOnWhereTheLastOneStopped() {
        // Given
        gateway.stoppingWithin(Duration.ofMillis(1)).action("a").hold();
        gateway.start("p", 2);
        append(2, 5);
        Awaitility.await().until(() -> gateway.action("a").attempts().size() == 2);
        // When
        gateway.stop();
        gateway.action("a").release();
        gateway.start("q", 2);
        // Then
        awaitDeliveries(10, Duration.ofSeconds(10));
        allCameInOrder(2, 5);
    }

    @Test
    void orderHoldsWhileTheDestinationIsChanged() {
        // Given
        var old = gateway.action("a");
        old.hold();
        gateway.start("p", 2);
        append("k0", 0);
        append("k0", 1);
        Awaitility.await().until(() -> gateway.status().oldestUnsettled().isZero());
        Awaitility.await().until(() -> old.attempts().size() == 1);
        // When
        gateway.changing("a", 7).adopt();
        append("k0", 2);
        append("k1", 0);
        // Then
        Awaitility.await().until(() -> gateway.status().oldestUnsettled().isZero());
        Awaitility.await().until(() -> gateway.action("a").tried().equals(List.of("k10")));
        old.release();
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(gateway.action("a").tried())
                                        .containsExactly("k10", "k01", "k02"));
        assertThat(old.tried()).containsExactly("k00");
    }

    @Test
    void eventsWithoutAKeyAreInOneLineAndCounted() {
        // Given
        gateway.action("a").hold();
        gateway.start("p", 1);
        // When
        gateway.appendWithBody("n0", "{}");
        gateway.appendWithBody("n1", "no json");
        gateway.appendWithBody("n2", "{\"k\":null}");
        append("k0", 0);
        // Then
        Awaitility.await().until(() -> gateway.status().oldestUnsettled().isZero());
        Awaitility.await().until(() -> gateway.action("a").attempts().size() == 2);
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrder("n0", "k00");
        assertThat(gateway.count("tidegate.deliveries.keyless", "destination", "a")).isEqualTo(3);
        gateway.action("a").release();
        awaitDeliveries(4);
    }

    @Test
    void pausedDestinationGetsNothingAndGoesOnInOrder() {
        // Given
        gateway.inStore(it -> it.pause("a", "by hand"));
        gateway.start("p", 2);
        append(2, 5);
        Awaitility.await().until(() -> gateway.status().oldestUnsettled().isZero());
        assertThat(gateway.action("a").attempts()).isEmpty();
        // When
        boolean wasPaused = gateway.inStore(it -> it.resume("a"));
        // Then
        assertThat(wasPaused).isTrue();
        awaitDeliveries(10);
        allCameInOrder(2, 5);
    }

    @Test
    void clientsOfAQueueGetOneOfEachKeyAtATime() {
        // Given
        gateway.queueing("jobs").routeFrom("shop", "jobs").start("p", 2);
        append(2, 3);
        Awaitility.await().until(() -> gateway.status().oldestUnsettled().isZero());
        for (int number = 0; number < 3; number++) {
            // When
            var pulled = pull();
            // Then
            assertThat(pulled.stream().map(it -> it.stored().event().dedupKey()))
                    .containsExactlyInAnyOrder("k0" + number, "k1" + number);
            assertThat(pull()).isEmpty();
            pulled.forEach(it -> gateway.inStore(s -> s.acknowledge("jobs", it.id(), "t")));
        }
        assertThat(pull()).isEmpty();
    }

    private List<Delivery> pull() {
        return gateway.inStore(it -> it.pull("jobs", 9, Duration.ofHours(1), "t")).deliveries();
    }

    @Test
    void longLineDoesNotKeepOthersFromTheirTurn() {
        // Given: more keys than attempts may be under way
        gateway.start("p", 1);
        // When
        append(2 * Gateway.CONCURRENCY, 20);
        // Then
        awaitDeliveries(2 * Gateway.CONCURRENCY * 20);
        allCameInOrder(2 * Gateway.CONCURRENCY, 20);
        assertThat(gateway.action("a").mostUnderWay()).isLessThanOrEqualTo(Gateway.CONCURRENCY);
        assertThat(gateway.action("a").attempts().stream().map(OrderTest::payload))
                .doesNotHaveDuplicates();
    }
}
