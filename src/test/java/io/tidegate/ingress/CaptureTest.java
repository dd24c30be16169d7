package io.tidegate.ingress;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.SecretVault;
import io.tidegate.store.StoreException;
import io.tidegate.store.memory.MemorySecretVaults;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Senders that hand over the secret themselves: whom to trust, and who gets to know it. */
class CaptureTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String KEY = "a-key-of-at-least-32-characters-";
    private static final String FIRST = "first-secret-of-the-sender";
    private static final String SECOND = "second-secret-of-the-sender";
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** Hands over its secret in a header field that is to be repeated, and signs events with it. */
    private static final String ECHOING =
            """
            verify: { scheme: hmac, header: X-Signature }
            handshake:
              - verified: false
                when: { "header:X-Secret": "*" }
                capture: header:X-Secret
                respond: { status: 200, body: taken, headers: { X-Secret: "{header:X-Secret}" } }
            """;

    /** Hands it over in a body that is signed with it. */
    private static final String SELF_SIGNED =
            """
            verify: { scheme: hmac, header: X-Signature }
            handshake:
              - verified: false
                when: { "json:/token": "*" }
                capture: json:/token
                respond: { status: 200, body: taken }
            """;

    private final AtomicReference<Instant> now = new AtomicReference<>(Door.NOW);
    private final MemorySecretVaults vaults = new MemorySecretVaults(now::get);

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private RealDoor door(String... secrets) {
        return new RealDoor(VERTX, RealDoor.Plan.of(ECHOING, secrets).keepingIn(vaults, KEY));
    }

    private static String handOver(String secret) {
        return RealDoor.post("", "X-Secret: " + secret);
    }

    private static String event(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return RealDoor.post(body, "X-Signature: " + HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openForOneMore() {
        await(vaults.openVault().open("shop", WINDOW));
    }

    private List<byte[]> kept() {
        return await(vaults.openVault().all()).getOrDefault("shop", List.of());
    }

    private static void assertRefused(RealDoor door, RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("X-Secret")).isEmpty();
        assertThat(door.count("tidegate.rejections", "reason", "wrong_challenge")).isPositive();
    }

    @Test
    void firstSecretIsTrustedAndEventsSignedWithItAreBelieved() {
        try (RealDoor door = door()) {
            assertThat(door.ask(event(FIRST, "early")).status()).isEqualTo(401);
            var answer = door.ask(handOver(FIRST));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-Secret")).isEqualTo(FIRST);
            assertThat(door.ask(event(FIRST, "x")).status()).isEqualTo(202);
            assertThat(door.ask(event(SECOND, "x")).status()).isEqualTo(401);
        }
    }

    @Test
    void secondSecretIsRefusedAndTheFirstStaysGood() {
        try (RealDoor door = door()) {
            door.ask(handOver(FIRST));
            assertRefused(door, door.ask(handOver(SECOND)));
            assertThat(door.ask(event(SECOND, "x")).status()).isEqualTo(401);
            assertThat(door.ask(event(FIRST, "x")).status()).isEqualTo(202);
        }
    }

    @Test
    void senderThatGotNoAnswerMayHandOverTheSameSecretAgain() {
        try (RealDoor door = door();
                RealDoor other = door()) {
            assertThat(door.ask(handOver(FIRST)).status()).isEqualTo(200);
            openForOneMore();
            assertThat(door.ask(handOver(FIRST)).status()).isEqualTo(200);
            assertThat(other.ask(handOver(FIRST)).status()).isEqualTo(200);
            assertThat(kept()).hasSize(1);
        }
    }

    @Test
    void furtherSecretIsTakenWhileAnOperatorHasOpenedTheSource() {
        try (RealDoor door = door()) {
            // Given
            door.ask(handOver(FIRST));
            openForOneMore();
            // When
            now.updateAndGet(it -> it.plus(WINDOW).minusMillis(1));
            assertThat(door.ask(handOver(SECOND)).status()).isEqualTo(200);
            now.updateAndGet(it -> it.plusMillis(1));
            // Then
            assertRefused(door, door.ask(handOver("third-secret-of-the-sender")));
            assertThat(door.ask(event(FIRST, "x")).status()).isEqualTo(202);
            assertThat(door.ask(event(SECOND, "x")).status()).isEqualTo(202);
        }
    }

    @Test
    void sourceWithAConfiguredSecretTrustsNobodyUnlessItIsOpened() {
        try (RealDoor door = door(FIRST)) {
            assertRefused(door, door.ask(handOver(SECOND)));
            assertThat(door.ask(handOver(FIRST)).status()).isEqualTo(200);
            openForOneMore();
            assertThat(door.ask(handOver(SECOND)).status()).isEqualTo(200);
            assertThat(door.ask(event(FIRST, "x")).status()).isEqualTo(202);
            assertThat(door.ask(event(SECOND, "x")).status()).isEqualTo(202);
        }
    }

    @Test
    void secretThatOneGatewayCapturedIsKnownToTheNextRequestAtAnother() {
        try (RealDoor door = door();
                RealDoor other = door()) {
            door.ask(handOver(FIRST));
            assertThat(other.ask(event(FIRST, "x")).status()).isEqualTo(202);
            assertRefused(other, other.ask(handOver(SECOND)));
        }
    }

    @Test
    void capturedSecretsOutliveTheGateway() {
        try (RealDoor door = door()) {
            door.ask(handOver(FIRST));
        }
        try (RealDoor next = door()) {
            assertThat(next.ask(event(FIRST, "x")).status()).isEqualTo(202);
        }
    }

    @Test
    void secretsAreKeptSealed() {
        try (RealDoor door = door()) {
            door.ask(handOver(FIRST));
            List<byte[]> kept = kept();
            assertThat(kept).hasSize(1);
            assertThat(new String(kept.get(0), StandardCharsets.ISO_8859_1)).doesNotContain(FIRST);
        }
    }

    @Test
    void gatewayWithAnotherKeyNeitherLearnsTheSecretNorTakesAnother() {
        var plan = RealDoor.Plan.of(ECHOING).keepingIn(vaults, KEY.replace('a', 'b'));
        try (RealDoor door = door();
                RealDoor other = new RealDoor(VERTX, plan)) {
            door.ask(handOver(FIRST));
            assertThat(other.ask(event(FIRST, "x")).status()).isEqualTo(401);
            assertRefused(other, other.ask(handOver(SECOND)));
        }
    }

    @Test
    void withoutAKeyNothingIsKept() {
        var plan = RealDoor.Plan.of(ECHOING, FIRST).keepingIn(vaults, "");
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            openForOneMore();
            assertRefused(door, door.ask(handOver(SECOND)));
            assertThat(door.ask(handOver(FIRST)).status()).isEqualTo(200);
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void requestThatHandsOverTheSecretMayBeSignedWithIt() {
        var plan = RealDoor.Plan.of(SELF_SIGNED).keepingIn(vaults, KEY);
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            String body = "{\"token\":\"%s\"}".formatted(FIRST);
            assertThat(door.ask(event(FIRST, body)).status()).isEqualTo(200);
            assertThat(door.ask(event(FIRST, "{}")).status()).isEqualTo(202);
        }
    }

    @Test
    void secretThatCouldNeverProveAnythingIsRefused() {
        String base64 = ECHOING.replace("X-Signature", "X-Signature, key: { encoding: base64 }");
        var plan = RealDoor.Plan.of(base64).keepingIn(vaults, KEY);
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            assertRefused(door, door.ask(handOver("not.base64")));
            assertThat(kept()).isEmpty();
            assertThat(door.ask(handOver("c2VjcmV0LW9mLXRoZS1zZW5kZXIx")).status()).isEqualTo(200);
        }
    }

    @Test
    void secretTooShortToBeOneIsRefused() {
        try (RealDoor door = door()) {
            assertThat(door.ask(handOver("short")).status()).isEqualTo(401);
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void manyThatHandOverTheSameSecretAtOnceAreAllAnsweredAndItIsKeptOnce() {
        try (RealDoor door = door()) {
            openForOneMore();
            List<RawHttp> senders =
                    java.util.stream.IntStream.range(0, 20)
                            .mapToObj(i -> door.connect().send(handOver(FIRST)))
                            .toList();
            assertThat(senders).allMatch(it -> it.read().status() == 200);
            assertThat(kept()).hasSize(1);
            senders.forEach(RawHttp::close);
        }
    }

    @Test
    void storeAwayIsAnswered503SoThatTheSenderAsksAgain() {
        var plan = RealDoor.Plan.of(ECHOING).keepingIn(AwayVault::new, KEY);
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            var answer = door.ask(handOver(FIRST));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("TG-STORE-UNAVAILABLE");
            assertThat(answer.header("X-Secret")).isEmpty();
            assertThat(door.ask(event(FIRST, "x")).status()).isEqualTo(503);
        }
    }

    /** A vault whose server does not answer. */
    private static final class AwayVault implements SecretVault {

        @Override
        public Future<Boolean> keep(String source, byte[] sealed, boolean trustsFirst) {
            return away();
        }

        @Override
        public Future<Void> open(String source, Duration window) {
            return away();
        }

        @Override
        public Future<Map<String, List<byte[]>>> all() {
            return away();
        }

        private static <T> Future<T> away() {
            return Future.failedFuture(StoreException.notDone("away"));
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
