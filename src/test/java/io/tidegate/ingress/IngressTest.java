package io.tidegate.ingress;

import static io.tidegate.ingress.Door.post;
import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public port answers, row by row. */
class IngressTest {

    private static final Vertx VERTX = Vertx.vertx();

    private Door door;

    @BeforeEach
    void openTheDoor() {
        door = new Door(VERTX, Door.CONFIG);
    }

    @AfterEach
    void nothingStaysReserved() {
        soon().untilAsserted(() -> assertThat(door.ingress.inFlightBytes()).isZero());
        door.close();
    }

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    @Test
    void genuineRequestIsStoredAndAnsweredWithItsId() {
        try (RawHttp sender = door.connect()) {
            // When
            var answer = sender.send(post("good", "{\"a\":1}")).read();
            // Then
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body())
                    .isEqualTo("{\"id\":\"7-1763900000000-0\",\"status\":\"accepted\"}");
            assertThat(answer.header("Tidegate-Event-Id")).isEqualTo("7-1763900000000-0");
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(door.requests("accepted")).isEqualTo(1);
        }
    }

    @Test
    void theEventHoldsTheExactBytesAndWhenTheyCame() {
        // Given
        byte[] body = new byte[Door.MAX_BODY];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }
        try (RawHttp sender = door.connect()) {
            // When
            sender.send(post("good", new String(body, StandardCharsets.ISO_8859_1))).read();
            // Then
            Event event = door.store.appended().get(0);
            assertThat(event.body()).isEqualTo(body);
            assertThat(event.receivedAt()).isEqualTo(Door.NOW);
            assertThat(event.headers().first("host")).contains("gate");
        }
    }

    @Test
    void repeatedHeaderFieldsAreAllKeptInOrder() {
        try (RawHttp sender = door.connect()) {
            sender.send(post("good", "x").replace("Host:", "X-A: 1\r\nx-a: 2\r\nX-A: 3\r\nHost:"));
            assertThat(sender.read().status()).isEqualTo(202);
            assertThat(door.store.appended().get(0).headers().all("X-A"))
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void emptyBodyIsJudgedLikeAnyOther() {
        try (RawHttp sender = door.connect()) {
            assertThat(sender.send(post("good", "")).read().status()).isEqualTo(202);
            assertThat(door.store.appended().get(0).body()).isEmpty();
        }
    }

    @Test
    void bodyInChunksIsPutTogether() {
        try (RawHttp sender = door.connect()) {
            // When
            sender.send(Door.chunkedHead());
            for (int i = 0; i < 100; i++) {
                sender.send(Door.chunk("0123456789".repeat(10)));
            }
            var answer = sender.send("0\r\n\r\n").read();
            // Then
            assertThat(answer.status()).isEqualTo(202);
            assertThat(door.store.appended().get(0).body())
                    .isEqualTo("0123456789".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void nothingIsAnsweredBeforeTheStoreHasConfirmed() {
        // Given
        door.store.hold();
        try (RawHttp sender = door.connect()) {
            // When
            sender.send(post("good", "x"));
            soon().until(() -> door.store.appended().size() == 1);
            // Then
            assertThat(sender.isSilent()).isTrue();
            assertThat(door.requests("accepted")).isZero();
            door.store.release();
            assertThat(sender.read().status()).isEqualTo(202);
        }
    }

    @Test
    void storeAwayIsAnswered503UntilItIsBack() {
        try (RawHttp sender = door.connect()) {
            // Given
            door.store.fail(StoreException.unknown("no reply"));
            // When
            var refused = sender.send(post("good", "x")).read();
            door.store.recover();
            var accepted = sender.send(post("good", "x")).read();
            // Then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"TG-STORE-UNAVAILABLE\"");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 30);
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(door.count("tidegate.refusals", "reason", "store_unavailable")).isEqualTo(1);
        }
    }

    @Test
    void fullStoreIsKeptForSendersThatNeverRepeat() {
        try (RawHttp sender = door.connect()) {
            // Given
            door.store.full(true);
            // When
            var refused = sender.send(post("good", "x")).read();
            var forged = sender.send(post("forged", "x")).read();
            var accepted = sender.send(post("good", "x").replace("/in/shop", "/in/once")).read();
            door.store.full(false);
            var later = sender.send(post("good", "x")).read();
            // Then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"TG-STORE-FULL\"");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 30);
            assertThat(forged.status()).isEqualTo(401);
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(later.status()).isEqualTo(202);
            assertThat(door.store.appended()).hasSize(2);
            assertThat(door.count("tidegate.refusals", "reason", "store_full")).isEqualTo(1);
        }
    }

    @Test
    void sendersTurnedAwayAreNotAllToldToReturnTogether() {
        door.store.fail(StoreException.notDone("away"));
        try (RawHttp sender = door.connect()) {
            assertThat(
                            java.util.stream.IntStream.range(0, 50)
                                    .mapToObj(i -> sender.send(post("good", "x")).read())
                                    .map(answer -> answer.header("Retry-After"))
                                    .distinct())
                    .hasSizeGreaterThan(5);
        }
    }

    @Test
    void everyRejectionLooksTheSameAndTheConnectionStays() {
        try (RawHttp sender = door.connect()) {
            // When
            var wrong = sender.send(post("forged", "x")).read();
            var missing =
                    sender.send("POST /in/shop HTTP/1.1\r\nHost: g\r\nContent-Length: 1\r\n\r\nx")
                            .read();
            // Then
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.body()).contains("\"code\":\"TG-SIGNATURE\"");
            assertThat(wrong).isEqualTo(missing);
            assertThat(door.count("tidegate.rejections", "reason", "wrong_signature")).isEqualTo(1);
            assertThat(door.count("tidegate.rejections", "reason", "missing_signature"))
                    .isEqualTo(1);
            assertThat(door.store.appended()).isEmpty();
        }
    }

    @Test
    void handshakeIsAnsweredAsTheProviderWantsIt() {
        try (RawHttp sender = door.connect()) {
            var answer = sender.send(post("hello", "x")).read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("challenge");
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
            assertThat(door.requests("handshake")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/in",
                "/in/",
                "/in/nobody",
                "/in/shop/",
                "/in/shop;a",
                "/in/shop%00",
                "/in/%73hop",
                "/in/SHOP",
                "/in//shop",
                "/in/../in/shop",
                "/in/x/../shop",
                "/in/%2e%2e/in/shop",
                "/in%2fshop",
                "/in/shop#a",
                "/in/{07}",
                "in/shop",
                "http://gate/in/shop",
                "*"
            })
    void anyOtherAddressIsUnknown(String target) {
        try (RawHttp sender = door.connect()) {
            var answer =
                    sender.send(
                                    "POST "
                                            + target
                                            + " HTTP/1.1\r\nHost: g\r\nContent-Length: 1\r\n\r\nx")
                            .read();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"TG-UNKNOWN-SOURCE\"");
            assertThat(door.requests("unmatched", "refused")).isEqualTo(1);
            assertThat(sender.send(post("good", "x")).read().status()).isEqualTo(202);
        }
    }

    @Test
    void queryIsLeftToTheProvider() {
        try (RawHttp sender = door.connect()) {
            var request = post("good", "x").replace("/in/shop", "/in/shop?token=a/../b");
            assertThat(sender.send(request).read().status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void onlyPostIsAllowed(String method) {
        try (RawHttp sender = door.connect()) {
            var answer = sender.send(method + " /in/shop HTTP/1.1\r\nHost: g\r\n\r\n").read();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("POST");
            assertThat(answer.body()).contains("\"code\":\"TG-METHOD\"");
            assertThat(sender.send(post("good", "x")).read().status()).isEqualTo(202);
        }
    }

    @Test
    void headIsRefusedWithoutABody() {
        try (RawHttp sender = door.connect()) {
            var answer = sender.send("HEAD /in/shop HTTP/1.1\r\nHost: g\r\n\r\n").readHead();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(sender.send(post("good", "x")).read().status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", "zstd"})
    void compressedBodyIsRefused(String encoding) {
        try (RawHttp sender = door.connect()) {
            var request =
                    post("good", "x")
                            .replace("Host:", "Content-Encoding: " + encoding + "\r\nHost:");
            var answer = sender.send(request).read();
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
        }
    }

    @Test
    void identityIsNoEncoding() {
        try (RawHttp sender = door.connect()) {
            var request = post("good", "x").replace("Host:", "Content-Encoding: identity\r\nHost:");
            assertThat(sender.send(request).read().status()).isEqualTo(202);
        }
    }

    @Test
    void defectIsAnswered500AndLoggedAndTheNextRequestWorks() {
        try (RawHttp sender = door.connect();
                RawHttp next = door.connect()) {
            var answer = sender.send(post("bug", "x")).read();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("defect").contains("TG-INTERNAL");
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(door.requests("failed")).isEqualTo(1);
            assertThat(next.send(post("good", "x")).read().status()).isEqualTo(202);
        }
    }

    @Test
    void answerThatHttpDoesNotAllowIsAnswered500() {
        try (RawHttp sender = door.connect()) {
            assertThat(sender.send(post("strange", "x")).read().status()).isEqualTo(500);
            assertThat(door.requests("failed")).isEqualTo(1);
        }
    }

    @Test
    void defectOfTheStoreIsAnswered500() {
        door.store.fail(new IllegalStateException("a defect, on purpose"));
        try (RawHttp sender = door.connect()) {
            assertThat(sender.send(post("good", "x")).read().status()).isEqualTo(500);
            assertThat(door.requests("failed")).isEqualTo(1);
        }
    }
}
