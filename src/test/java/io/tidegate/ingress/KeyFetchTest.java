package io.tidegate.ingress;

import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.TlsServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders whose keys must be fetched before anything can be said about their requests. */
class KeyFetchTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final SigningKey KEY = SigningKey.make("k1");
    private static final SigningKey NEXT = SigningKey.make("k2");

    private TlsServer server;

    @BeforeEach
    void listen() {
        server = new TlsServer(VERTX);
        server.serve("/keys", SigningKey.published(KEY));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private static String provider(String url) {
        return """
               verify:
                 scheme: ed25519
                 header: X-Signature
                 encoding: base64
                 key: { published: { url: "%s", id: header:X-Kid, maxAge: 1h } }
               """
                .formatted(url);
    }

    private RealDoor door() {
        return door(server.url("/keys"));
    }

    private static RealDoor door(String url) {
        return new RealDoor(VERTX, RealDoor.Plan.of(provider(url)));
    }

    private static void assertUnavailable(RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"TG-KEYS-UNAVAILABLE\"");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(5, 30);
    }

    @Test
    void firstRequestWaitsForTheKeysAndLaterOnesDoNot() {
        try (RealDoor door = door()) {
            assertThat(door.ask(KEY.post("{}")).status()).isEqualTo(202);
            assertThat(door.ask(KEY.post("{}")).status()).isEqualTo(202);
            assertThat(server.asked()).hasSize(1);
            assertThat(door.fetches("fetched")).isEqualTo(1);
            assertThat(door.ask(KEY.post("{}").replace("{}", "[]")).status()).isEqualTo(401);
        }
    }

    @Test
    void keysAreFetchedOnceHoweverManyRequestsWait() {
        try (RealDoor door = door()) {
            // Given
            server.hold("/keys");
            List<RawHttp> senders = new ArrayList<>();
            // When
            for (int i = 0; i < 30; i++) {
                senders.add(door.connect().send(KEY.post("0123456789")));
            }
            soon().until(() -> door.ingress.inFlightBytes() == 300);
            soon().until(() -> server.asked().size() == 1);
            server.release("/keys", SigningKey.published(KEY));
            // Then
            assertThat(senders).allMatch(it -> it.read().status() == 202);
            assertThat(server.asked()).hasSize(1);
            soon().untilAsserted(() -> assertThat(door.ingress.inFlightBytes()).isZero());
            senders.forEach(RawHttp::close);
        }
    }

    @Test
    void serverThatIsDownIsAskedAgainOnlyAfterAWhile() {
        try (RealDoor door = door("https://localhost:" + FreePorts.next() + "/keys")) {
            // When
            assertUnavailable(door.ask(KEY.post("{}")));
            assertUnavailable(door.ask(KEY.post("{}")));
            door.advance(KeyFetcher.PAUSE.minusMillis(1));
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.fetches("failed")).isEqualTo(1);
            door.advance(Duration.ofMillis(1));
            assertUnavailable(door.ask(KEY.post("{}")));
            // Then
            assertThat(door.fetches("failed")).isEqualTo(2);
            assertThat(door.count("tidegate.refusals", "reason", "keys_unavailable")).isEqualTo(4);
        }
    }

    @Test
    void serverThatDoesNotAnswerIsGivenUp() {
        var plan =
                RealDoor.Plan.of(provider(server.url("/keys")))
                        .reaching(Reach.within(Duration.ofMillis(100)));
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            server.hold("/keys");
            for (int i = 0; i < 3 * GuardedClient.MOST_AT_ONCE; i++) {
                assertUnavailable(door.ask(KEY.post("{}")));
                door.advance(KeyFetcher.PAUSE);
            }
            assertThat(door.fetches("timeout")).isEqualTo(3 * GuardedClient.MOST_AT_ONCE);
            soon().untilAsserted(() -> assertThat(door.ingress.inFlightBytes()).isZero());
        }
    }

    @Test
    void largestDocumentIsReadAndALargerOneIsNot() {
        String keys = SigningKey.published(KEY);
        try (RealDoor door = door()) {
            server.serve("/keys", keys + " ".repeat(Fetch.MAX_BYTES - keys.length() + 1));
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.fetches("too_large")).isEqualTo(1);
            server.serve("/keys", keys + " ".repeat(Fetch.MAX_BYTES - keys.length()));
            door.advance(KeyFetcher.PAUSE);
            assertThat(door.ask(KEY.post("{}")).status()).isEqualTo(202);
        }
    }

    @Test
    void endlessDocumentIsCutOff() {
        try (RealDoor door = door()) {
            server.flood("/keys");
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.fetches("too_large")).isEqualTo(1);
        }
    }

    @Test
    void redirectIsNotFollowed() {
        try (RealDoor door = door()) {
            server.redirect("/keys", server.url("/elsewhere"));
            server.serve("/elsewhere", SigningKey.published(KEY));
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(server.asked()).hasSize(1);
            assertThat(door.fetches("status")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 401, 404, 500, 503})
    void answerThatIsNoSuccessHoldsNoKeys(int status) {
        try (RealDoor door = door()) {
            server.fail("/keys", status);
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.fetches("status")).isEqualTo(1);
        }
    }

    @Test
    void keyThatTheSenderHasAddedIsFoundAfterAMinute() {
        try (RealDoor door = door()) {
            // Given
            assertThat(door.ask(KEY.post("{}")).status()).isEqualTo(202);
            server.serve("/keys", SigningKey.published(KEY, NEXT));
            // When
            assertThat(door.ask(NEXT.post("{}")).status()).isEqualTo(401);
            door.advance(Duration.ofSeconds(61));
            // Then
            assertThat(door.ask(NEXT.post("{}")).status()).isEqualTo(202);
            assertThat(door.ask(KEY.post("{}")).status()).isEqualTo(202);
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void floodOfMadeUpKeyNamesIsNotPassedOnToTheSender() {
        try (RealDoor door = door();
                RawHttp sender = door.connect()) {
            for (int minute = 0; minute < 3; minute++) {
                for (int i = 0; i < 100; i++) {
                    var forged = new SigningKey("x" + minute + "-" + i, KEY.pair()).post("{}");
                    assertThat(sender.send(forged).read().status()).isEqualTo(401);
                }
                assertThat(server.asked()).hasSize(minute + 1);
                door.advance(Duration.ofSeconds(61));
            }
        }
    }

    @Test
    void oldKeysServeOnWhileNewOnesCannotBeFetched() {
        try (RealDoor door = door()) {
            // Given
            assertThat(door.ask(KEY.post("{}")).status()).isEqualTo(202);
            server.fail("/keys", 500);
            // When
            door.advance(Duration.ofHours(2));
            // Then
            assertThat(door.ask(KEY.post("{}")).status()).isEqualTo(202);
            assertThat(door.fetches("status")).isEqualTo(1);
        }
    }

    @Test
    void addressThatFollowsFromTheRequestMustBeThatOfTheSender() {
        String pinned =
                """
                verify:
                  scheme: ed25519
                  header: X-Signature
                  encoding: base64
                  key:
                    published:
                      url: "{header:X-Keys}"
                      pin: "%s[a-z]*"
                      id: header:X-Kid
                """
                        .formatted(server.url("/"));
        String other = server.url("/keys").replace("localhost", "127.0.0.1");
        try (RealDoor door = new RealDoor(VERTX, RealDoor.Plan.of(pinned))) {
            String request = KEY.post("{}").replace("X-Kid", "X-Keys: %s\r\nX-Kid");
            assertThat(door.ask(request.formatted(other)).status()).isEqualTo(401);
            assertThat(door.ask(request.formatted("http://localhost/keys")).status())
                    .isEqualTo(401);
            assertThat(door.ask(request.formatted("file:/keys")).status()).isEqualTo(401);
            assertThat(server.asked()).isEmpty();
            assertThat(door.count("tidegate.fetches")).isZero();
            assertThat(door.ask(request.formatted(server.url("/keys"))).status()).isEqualTo(202);
        }
    }

    @Test
    void addressInsideOurOwnNetworkIsNeverReached() {
        var plan =
                RealDoor.Plan.of(provider(server.url("/keys")))
                        .reaching(Reach.to(PublicAddress::isPublic));
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.fetches("forbidden")).isEqualTo(1);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void certificateThatNobodyTrustsIsNotBelieved() {
        var usual = Outbound.guarded();
        var plan =
                RealDoor.Plan.of(provider(server.url("/keys")))
                        .reaching(new Outbound(usual.options(), address -> true, Reach.LIMIT));
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.fetches("failed")).isEqualTo(1);
        }
    }

    @Test
    void certificateOfAnotherNameIsNotBelieved() {
        try (RealDoor door = door(server.url("/keys").replace("localhost", "127.0.0.1"))) {
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.fetches("failed")).isEqualTo(1);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void nameThatDoesNotExistIsAFailure() {
        try (RealDoor door = door("https://nowhere.invalid/keys")) {
            assertUnavailable(door.ask(KEY.post("{}")));
            assertThat(door.count("tidegate.fetches")).isEqualTo(1);
            assertThat(door.fetches("fetched")).isZero();
        }
    }

    @Test
    void senderThatLeavesWhileKeysAreFetchedLeavesNothingBehind() {
        try (RealDoor door = door()) {
            // Given
            server.hold("/keys");
            RawHttp sender = door.connect().send(KEY.post("0123456789"));
            soon().until(() -> server.asked().size() == 1);
            // When
            sender.reset();
            soon().until(() -> door.registry.get("tidegate.connections").gauge().value() == 0);
            server.release("/keys", SigningKey.published(KEY));
            // Then
            soon().until(() -> door.count("tidegate.requests") == 1);
            assertThat(door.count("tidegate.requests", "outcome", "accepted")).isEqualTo(1);
            assertThat(door.ingress.inFlightBytes()).isZero();
        }
    }

    @Test
    void otherSendersAreServedWhileSomeWaitForKeys() {
        try (RealDoor door = door();
                RawHttp waiting = door.connect();
                RawHttp other = door.connect()) {
            server.hold("/keys");
            waiting.send(KEY.post("{}"));
            soon().until(() -> server.asked().size() == 1);
            assertThat(other.send(RealDoor.post("{}")).read().status()).isEqualTo(401);
            server.release("/keys", SigningKey.published(KEY));
            assertThat(waiting.read().status()).isEqualTo(202);
        }
    }
}
