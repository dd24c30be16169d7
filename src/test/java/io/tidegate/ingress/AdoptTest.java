package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ByteSize;
import io.tidegate.config.PublicConfig;
import io.tidegate.store.memory.MemorySecretVaults;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The sources change while requests are under way. */
class AdoptTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String KEY = "a-key-of-at-least-32-characters-";

    private static final String BY_TOKEN = "verify: { scheme: token, header: X-Token }\n";

    private static final String CAPTURING =
            """
            verify: { scheme: token, header: X-Token }
            handshake:
              - verified: false
                when: { "header:X-Secret": "*" }
                capture: header:X-Secret
                respond: { status: 200, body: taken }
            """;

    private static final RealDoor.Plan OLD = RealDoor.Plan.of(BY_TOKEN, "old-secret-of-the-sender");
    private static final RealDoor.Plan NEW = RealDoor.Plan.of(BY_TOKEN, "new-secret-of-the-sender");
    private static final String BY_OLD = "X-Token: old-secret-of-the-sender";
    private static final String BY_NEW = "X-Token: new-secret-of-the-sender";

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    @Test
    void changedSecretIsWantedFromTheNextRequestOnAlsoOfTheSameConnection() {
        try (RealDoor door = new RealDoor(VERTX, OLD);
                RawHttp sender = door.connect()) {
            // Given
            assertThat(sender.send(RealDoor.post("x", BY_OLD)).read().status()).isEqualTo(202);
            // When
            door.adopt(Door.CONFIG, NEW);
            // Then
            assertThat(sender.send(RealDoor.post("x", BY_OLD)).read().status()).isEqualTo(401);
            assertThat(sender.send(RealDoor.post("x", BY_NEW)).read().status()).isEqualTo(202);
        }
    }

    @Test
    void requestUnderWayEndsAsItBegan() {
        try (RealDoor door = new RealDoor(VERTX, OLD);
                RawHttp sender = door.connect()) {
            // Given
            String request = RealDoor.post("body", BY_OLD);
            sender.send(request.substring(0, request.length() - 2));
            Door.soon().until(() -> door.ingress.inFlightBytes() > 0);
            // When
            door.adopt(Door.CONFIG);
            // Then
            assertThat(sender.send("dy").read().status()).isEqualTo(202);
            assertThat(sender.send(RealDoor.post("x", BY_OLD)).read().status()).isEqualTo(404);
        }
    }

    @Test
    void sourceThatComesBackIsThereAgain() {
        try (RealDoor door = new RealDoor(VERTX, OLD)) {
            door.adopt(Door.CONFIG);
            assertThat(door.ask(RealDoor.post("x", BY_OLD)).status()).isEqualTo(404);
            door.adopt(Door.CONFIG, OLD);
            assertThat(door.ask(RealDoor.post("x", BY_OLD)).status()).isEqualTo(202);
        }
    }

    @Test
    void largestBodyChanges() {
        try (RealDoor door = new RealDoor(VERTX, OLD)) {
            door.adopt(withMaxBody(2), OLD);
            assertThat(door.ask(RealDoor.post("xyz", BY_OLD)).status()).isEqualTo(413);
        }
    }

    private static PublicConfig withMaxBody(long bytes) {
        var usual = Door.CONFIG;
        return new PublicConfig(
                usual.port(),
                usual.host(),
                usual.instances(),
                new ByteSize(bytes),
                usual.maxInFlight(),
                usual.maxConnections(),
                Duration.ofSeconds(10),
                usual.drain(),
                usual.verifiers());
    }

    @Test
    void capturedSecretIsKnownToTheSourceThatFollows() {
        // Given
        var vaults = new MemorySecretVaults(InstantSource.system());
        var capturing = RealDoor.Plan.of(CAPTURING).keepingIn(vaults, KEY);
        try (RealDoor door = new RealDoor(VERTX, capturing)) {
            String handOver = RealDoor.post("", "X-Secret: a-secret-of-the-sender");
            assertThat(door.ask(handOver).status()).isEqualTo(200);
            // When
            door.adopt(Door.CONFIG, capturing);
            // Then
            String event = RealDoor.post("x", "X-Token: a-secret-of-the-sender");
            assertThat(door.ask(event).status()).isEqualTo(202);
            door.adopt(Door.CONFIG);
            door.adopt(Door.CONFIG, capturing);
            assertThat(door.ask(event).status()).isEqualTo(202);
        }
    }

    @Test
    void firstSourceThatCapturesOpensTheVault() {
        // Given
        var vaults = new MemorySecretVaults(InstantSource.system());
        var capturing = RealDoor.Plan.of(CAPTURING).keepingIn(vaults, KEY);
        try (RealDoor door = new RealDoor(VERTX, OLD.keepingIn(vaults, KEY))) {
            // When
            door.adopt(Door.CONFIG, capturing);
            // Then
            String handOver = RealDoor.post("", "X-Secret: a-secret-of-the-sender");
            assertThat(door.ask(handOver).status()).isEqualTo(200);
        }
    }
}
