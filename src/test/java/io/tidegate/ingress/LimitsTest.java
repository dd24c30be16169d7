package io.tidegate.ingress;

import static io.tidegate.ingress.Door.post;
import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ByteSize;
import io.tidegate.config.PublicConfig;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the public port, and what happens to who exceeds them. */
class LimitsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String TOO_MUCH = "x".repeat(Door.MAX_BODY + 1);

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private static Door door() {
        return new Door(VERTX, Door.CONFIG);
    }

    private static Door door(int maxInFlight, int maxConnections, Duration requestTimeout) {
        var usual = Door.CONFIG;
        return new Door(
                VERTX,
                new PublicConfig(
                        usual.port(),
                        usual.host(),
                        1,
                        usual.maxBody(),
                        new ByteSize(maxInFlight),
                        maxConnections,
                        requestTimeout,
                        usual.drain(),
                        usual.verifiers()));
    }

    @Test
    void largestBodyIsAcceptedDeclaredOrInChunks() {
        String largest = "x".repeat(Door.MAX_BODY);
        try (Door door = door();
                RawHttp sender = door.connect()) {
            assertThat(sender.send(post("good", largest)).read().status()).isEqualTo(202);
            sender.send(Door.chunkedHead() + Door.chunk(largest) + "0\r\n\r\n");
            assertThat(sender.read().status()).isEqualTo(202);
        }
    }

    @Test
    void bodyDeclaredTooLargeIsRefusedBeforeItIsSent() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            // When
            String request = post("good", TOO_MUCH);
            var answer = sender.send(request.substring(0, request.length() - 5_000)).read();
            // Then
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.body()).contains("\"code\":\"TG-TOO-LARGE\"");
            sender.send("x".repeat(5_000));
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(door.count("tidegate.refusals", "reason", "too_large")).isEqualTo(1);
        }
    }

    @Test
    void senderOfMuchTooMuchStillReadsWhatWasWrong() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            var answer = sender.send(post("good", "x".repeat(2_000_000))).read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(sender.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void endlessBodyIsCutOff() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            byte[] chunk = Door.chunk("x".repeat(8_000)).getBytes(StandardCharsets.US_ASCII);
            sender.send(Door.chunkedHead());
            for (int i = 0; i < 5_000; i++) {
                sender.sendWhileOpen(chunk);
            }
            soon().until(() -> door.count("tidegate.refusals", "reason", "too_large") == 1);
            soon().until(() -> door.registry.get("tidegate.connections").gauge().value() == 0);
            assertThat(door.ingress.inFlightBytes()).isZero();
        }
    }

    @Test
    void chunksThatAddUpToTooMuchAreRefused() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            sender.send(Door.chunkedHead() + Door.chunk("x".repeat(Door.MAX_BODY)));
            sender.send(Door.chunk("y") + "0\r\n\r\n");
            assertThat(sender.read().status()).isEqualTo(413);
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(door.store.appended()).isEmpty();
        }
    }

    @Test
    void memoryOfAllBodiesIsLimited() {
        try (Door door = door(12_000, 100, Duration.ofSeconds(10));
                RawHttp first = door.connect();
                RawHttp second = door.connect()) {
            // Given
            door.store.hold();
            first.send(post("good", "x".repeat(8_000)));
            soon().until(() -> door.store.appended().size() == 1);
            // When
            var refused = second.send(post("good", "x".repeat(8_000))).read();
            door.store.release();
            // Then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"TG-OVERLOADED\"");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 30);
            assertThat(first.read().status()).isEqualTo(202);
            assertThat(second.send(post("good", "x".repeat(8_000))).read().status()).isEqualTo(202);
            soon().untilAsserted(() -> assertThat(door.ingress.inFlightBytes()).isZero());
        }
    }

    @Test
    void memoryOfBodiesInChunksIsLimitedToo() {
        try (Door door = door(10_000, 100, Duration.ofSeconds(10));
                RawHttp other = door.connect();
                RawHttp sender = door.connect()) {
            // Given
            other.send(Door.chunkedHead() + Door.chunk("x"));
            soon().until(() -> door.ingress.inFlightBytes() > 0);
            // When
            sender.send(Door.chunkedHead() + Door.chunk("x".repeat(9_000)) + "0\r\n\r\n");
            // Then
            assertThat(sender.read().status()).isEqualTo(503);
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(other.send("0\r\n\r\n").read().status()).isEqualTo(202);
            soon().untilAsserted(() -> assertThat(door.ingress.inFlightBytes()).isZero());
        }
    }

    @Test
    void bodyThatDoesNotArriveInTimeIsAnswered408() {
        try (Door door = door(1 << 20, 100, Duration.ofMillis(100));
                RawHttp sender = door.connect()) {
            // When
            String request = post("good", "1234567890");
            var answer = sender.send(request.substring(0, request.length() - 1)).read();
            // Then
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("\"code\":\"TG-TIMEOUT\"");
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(door.ingress.inFlightBytes()).isZero();
        }
    }

    @Test
    void deadlineHoldsForAHeadThatDribbles() {
        try (Door door = door(1 << 20, 100, Duration.ofMillis(100));
                RawHttp sender = door.connect()) {
            byte[] drop = "x".getBytes(StandardCharsets.US_ASCII);
            sender.send("POST /in/shop HTTP/1.1\r\n");
            soon().until(() -> door.registry.get("tidegate.connections").gauge().value() == 1);
            // When
            soon().until(
                            () -> {
                                sender.sendWhileOpen(drop);
                                return door.registry.get("tidegate.connections").gauge().value()
                                        == 0;
                            });
            // Then
            assertThat(door.count("tidegate.requests")).isZero();
            assertThat(sender.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void waitingForTheStoreIsNotTheSendersFault() {
        try (Door door = door(1 << 20, 100, Duration.ofMillis(200));
                RawHttp waiting = door.connect()) {
            // Given
            door.store.hold();
            waiting.send(post("good", "x"));
            soon().until(() -> door.store.appended().size() == 1);
            // When
            try (RawHttp slow = door.connect()) {
                String request = post("good", "xx");
                slow.send(request.substring(0, request.length() - 1));
                assertThat(slow.read().status()).isEqualTo(408);
            }
            door.store.release();
            // Then
            assertThat(waiting.read().status()).isEqualTo(202);
        }
    }

    @Test
    void connectionLostInTheMiddleIsCountedAndItsMemoryReturned() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            String request = post("good", "1234567890");
            sender.send(request.substring(0, request.length() - 1));
            soon().until(() -> door.ingress.inFlightBytes() == 10);
            sender.reset();
            soon().until(() -> door.requests("aborted") == 1);
            assertThat(door.ingress.inFlightBytes()).isZero();
        }
    }

    @Test
    void connectionLostWhileTheStoreWorksIsStillAccepted() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            door.store.hold();
            sender.send(post("good", "x"));
            soon().until(() -> door.store.appended().size() == 1);
            sender.reset();
            soon().until(() -> door.registry.get("tidegate.connections").gauge().value() == 0);
            door.store.release();
            soon().until(() -> door.requests("accepted") == 1);
            assertThat(door.requests("aborted")).isZero();
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAndCounted() {
        try (Door door = door(1 << 20, 2, Duration.ofSeconds(10));
                RawHttp first = door.connect();
                RawHttp second = door.connect()) {
            // Given
            first.send(post("good", "x")).read();
            second.send(post("good", "x")).read();
            // When
            try (RawHttp third = door.connect()) {
                assertThat(third.isClosedByPeer()).isTrue();
            }
            first.reset();
            soon().until(() -> door.registry.get("tidegate.connections").gauge().value() == 1);
            // Then
            assertThat(door.count("tidegate.connections.refused")).isEqualTo(1);
            try (RawHttp next = door.connect()) {
                assertThat(next.send(post("good", "x")).read().status()).isEqualTo(202);
            }
        }
    }

    @Test
    void senderThatAsksFirstIsToldToGoOn() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            String request = post("good", "x").replace("Host:", "Expect: 100-continue\r\nHost:");
            sender.send(request.substring(0, request.length() - 1));
            assertThat(sender.readHead().status()).isEqualTo(100);
            assertThat(sender.send("x").read().status()).isEqualTo(202);
        }
    }

    @Test
    void senderThatAsksFirstWithTooMuchIsToldAtOnce() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            String request =
                    post("good", TOO_MUCH).replace("Host:", "Expect: 100-continue\r\nHost:");
            sender.send(request.substring(0, request.indexOf("\r\n\r\n") + 4));
            assertThat(sender.read().status()).isEqualTo(413);
            assertThat(sender.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void otherExpectationsFail() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            sender.send(post("good", "x").replace("Host:", "Expect: wonders\r\nHost:"));
            assertThat(sender.read().status()).isEqualTo(417);
            assertThat(sender.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void requestsInARowAreAnsweredInOrder() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            sender.send(post("good", "1") + post("forged", "2") + post("hello", "3"));
            assertThat(sender.read().status()).isEqualTo(202);
            assertThat(sender.read().status()).isEqualTo(401);
            assertThat(sender.read().body()).isEqualTo("challenge");
        }
    }

    @Test
    void senderThatNeverReadsIsCutOff() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            byte[] many = post("forged", "x").repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            soon().until(
                            () -> {
                                sender.sendWhileOpen(many);
                                return door.requests("aborted") > 0;
                            });
            assertThat(door.ingress.inFlightBytes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void allEventLoopsShareOnePortThatTheSystemChose(int instances) {
        var usual = Door.CONFIG;
        var config =
                new PublicConfig(
                        0,
                        usual.host(),
                        instances,
                        usual.maxBody(),
                        usual.maxInFlight(),
                        usual.maxConnections(),
                        usual.requestTimeout(),
                        usual.drain(),
                        usual.verifiers());
        try (Door door = new Door(VERTX, config);
                Door other = new Door(VERTX, config)) {
            for (int i = 0; i < 2 * instances; i++) {
                try (RawHttp sender = door.connect()) {
                    sender.send(post("good", "x")).read();
                }
            }
            assertThat(door.store.opened()).hasSize(instances);
            assertThat(door.store.threads()).hasSize(instances);
            assertThat(door.ingress.port()).isPositive().isNotEqualTo(other.ingress.port());
        }
    }

    @Test
    void portThatIsTakenFailsTheStart() throws Exception {
        try (var taken =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var usual = Door.CONFIG;
            var config =
                    new PublicConfig(
                            taken.getLocalPort(),
                            usual.host(),
                            2,
                            usual.maxBody(),
                            usual.maxInFlight(),
                            usual.maxConnections(),
                            usual.requestTimeout(),
                            usual.drain(),
                            usual.verifiers());
            assertThatThrownBy(() -> new Door(VERTX, config))
                    .hasRootCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void drainingPortServesButAsksToConnectAnew() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            door.ingress.drain();
            var answer = sender.send(post("good", "x")).read();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(sender.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void closingPortWaitsForTheRequestUnderWayAndThenClosesTheStores() {
        try (Door door = door();
                RawHttp sender = door.connect()) {
            // Given
            door.store.hold();
            sender.send(post("good", "x"));
            soon().until(() -> door.store.appended().size() == 1);
            // When
            var stopping = new Thread(door::stop);
            stopping.start();
            soon().until(door::isRefusing);
            assertThat(door.store.opened()).anyMatch(PendingStore::isUsable);
            door.store.release();
            // Then
            assertThat(sender.read().status()).isEqualTo(202);
            soon().until(() -> !stopping.isAlive());
            assertThat(door.store.opened()).allMatch(PendingStore::isClosed);
        }
    }
}
