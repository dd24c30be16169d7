package io.tidegate.ingress;

import static io.tidegate.ingress.Door.post;
import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.PublicConfig;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that take long are made where they hold up nobody else. */
class HeavyChecksTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int THREADS = 1;
    private static final int QUEUE = 3;

    private final Slowness slowness = new Slowness();
    private Door door;

    @BeforeEach
    void openTheDoor() {
        var usual = Door.CONFIG;
        var config =
                new PublicConfig(
                        usual.port(),
                        usual.host(),
                        1,
                        usual.maxBody(),
                        usual.maxInFlight(),
                        usual.maxConnections(),
                        usual.requestTimeout(),
                        usual.drain(),
                        new PublicConfig.VerifiersConfig(THREADS, QUEUE));
        door = new Door(VERTX, config, slowness.judging());
    }

    @AfterEach
    void nothingStaysReserved() {
        slowness.end();
        soon().untilAsserted(() -> assertThat(door.ingress.inFlightBytes()).isZero());
        door.close();
    }

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    /** A POST to the source whose checks are heavy. */
    private static String heavy(String sign, String body) {
        return post(sign, body).replace("/in/shop", "/in/heavy");
    }

    private List<RawHttp> sendHeavy(int count) {
        List<RawHttp> senders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            senders.add(door.connect().send(heavy("good", "x")));
        }
        return senders;
    }

    private double queued() {
        return door.registry.get("tidegate.verifiers.queued").gauge().value();
    }

    @Test
    void heavyChecksAreMadeOffTheEventLoopsAndTheRestIsNot() {
        slowness.end();
        try (RawHttp sender = door.connect()) {
            assertThat(sender.send(heavy("good", "x")).read().status()).isEqualTo(202);
            assertThat(sender.send(heavy("forged", "x")).read().status()).isEqualTo(401);
            assertThat(sender.send(heavy("hello", "x")).read().body()).isEqualTo("challenge");
            assertThat(slowness.threads()).allMatch(it -> it.startsWith("tidegate-verifier-"));
            assertThat(door.store.threads()).hasSize(1).allMatch(it -> it.contains("eventloop"));
        }
    }

    @Test
    void othersAreServedWhileAHeavyCheckGoesOn() {
        try (RawHttp waiting = door.connect();
                RawHttp other = door.connect()) {
            // Given   the only event loop, and the only thread for checks, which is busy
            waiting.send(heavy("good", "x"));
            soon().until(() -> slowness.threads().size() == 1);
            // When, Then
            for (int i = 0; i < 10; i++) {
                assertThat(other.send(post("good", "x")).read().status()).isEqualTo(202);
            }
            assertThat(waiting.isSilent()).isTrue();
            slowness.end();
            assertThat(waiting.read().status()).isEqualTo(202);
        }
    }

    @Test
    void moreThanMayWaitAreTurnedAway() {
        // Given
        List<RawHttp> senders = sendHeavy(1);
        soon().until(() -> slowness.threads().size() == 1);
        senders.addAll(sendHeavy(QUEUE));
        soon().until(() -> queued() == QUEUE);
        // When
        try (RawHttp late = door.connect()) {
            var refused = late.send(heavy("good", "x")).read();
            slowness.end();
            // Then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"TG-OVERLOADED\"");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 30);
            assertThat(senders).allMatch(it -> it.read().status() == 202);
            assertThat(late.send(heavy("good", "x")).read().status()).isEqualTo(202);
            assertThat(door.requests("heavy", "refused")).isEqualTo(1);
            assertThat(queued()).isZero();
        }
        senders.forEach(RawHttp::close);
    }

    @Test
    void bodiesThatWaitToBeCheckedTakeMemoryOfTheBudget() {
        try (RawHttp sender = door.connect()) {
            sender.send(heavy("good", "0123456789"));
            soon().until(() -> slowness.threads().size() == 1);
            assertThat(door.ingress.inFlightBytes()).isEqualTo(10);
            slowness.end();
            assertThat(sender.read().status()).isEqualTo(202);
        }
    }

    @Test
    void senderThatLeavesMeanwhileLeavesNothingBehind() {
        // Given
        RawHttp sender = door.connect().send(heavy("good", "x"));
        soon().until(() -> slowness.threads().size() == 1);
        // When
        sender.reset();
        soon().until(() -> door.registry.get("tidegate.connections").gauge().value() == 0);
        slowness.end();
        // Then
        soon().until(() -> door.requests("heavy", "accepted") == 1);
        assertThat(door.store.appended()).hasSize(1);
    }

    @Test
    void defectOfACheckIsAnswered500() {
        slowness.end();
        try (RawHttp sender = door.connect()) {
            assertThat(sender.send(heavy("bug", "x")).read().status()).isEqualTo(500);
            assertThat(door.requests("heavy", "failed")).isEqualTo(1);
        }
    }

    @Test
    void portThatClosesWaitsForTheChecksUnderWay() {
        try (RawHttp sender = door.connect()) {
            sender.send(heavy("good", "x"));
            soon().until(() -> slowness.threads().size() == 1);
            // When
            var stopping = new Thread(door::stop);
            stopping.start();
            soon().until(() -> door.isRefusing());
            slowness.end();
            // Then
            assertThat(sender.read().status()).isEqualTo(202);
            soon().until(() -> !stopping.isAlive());
        }
    }
}
