package io.tidegate.ingress;

import static io.tidegate.ingress.Door.post;
import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two readers could understand differently must be refused and their connection
 * closed, so that nothing can be smuggled past a proxy in front of us.
 */
class MalformedHttpTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String CHUNKS = "\r\n\r\n1\r\nx\r\n0\r\n\r\n";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 1",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: \u000bchunked"
            })
    void doubtfulTransferEncodingIsRefused(String fields) {
        assertRefused("POST /in/shop HTTP/1.1\r\nHost: g\r\n" + fields + CHUNKS, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 1\r\nContent-Length: 1",
                "Content-Length: 1, 1",
                "Content-Length: +1",
                "Content-Length: -1",
                "Content-Length: 0x1",
                "Content-Length: 99999999999999999999",
                "Content-Length: 1\r\nHost: other",
                "Content-Length : 1",
                "Content-Length: 1\r\nX\0: y"
            })
    void doubtfulLengthOrHostIsRefused(String fields) {
        assertRefused("POST /in/shop HTTP/1.1\r\nHost: g\r\n" + fields + "\r\n\r\nx", 400);
    }

    @Test
    void missingHostIsRefused() {
        assertRefused("POST /in/shop HTTP/1.1\r\nContent-Length: 1\r\n\r\nx", 400);
    }

    @Test
    void bareLineFeedsAreRefused() {
        assertRefused("POST /in/shop HTTP/1.1\nHost: g\nContent-Length: 1\n\nx", 400);
    }

    @Test
    void garbageIsRefused() {
        assertRefused("\u0016\u0003\u0001\u0002 what\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1\nx\r\n0\r\n\r\n", "zz\r\nx\r\n0\r\n\r\n", "1;a=\"\r\nx\r\n0\r\n\r\n"})
    void doubtfulChunksAreRefused(String chunks) {
        try (RawHttp sender = door.connect()) {
            var answer = sender.send(Door.chunkedHead() + chunks).read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"TG-MALFORMED\"");
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(door.requests("refused")).isEqualTo(1);
            assertThat(door.store.appended()).isEmpty();
        }
    }

    @Test
    void hugeRequestLineIsRefused() {
        assertRefused("POST /in/" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: g\r\n\r\n", 414);
    }

    @Test
    void hugeHeaderFieldIsRefused() {
        assertRefused("POST /in/shop HTTP/1.1\r\nX: " + "x".repeat(9_000) + "\r\n\r\n", 431);
    }

    @Test
    void manyHeaderFieldsAreRefused() {
        assertRefused("POST /in/shop HTTP/1.1\r\n" + "X-A: b\r\n".repeat(2_000) + "\r\n", 431);
    }

    @Test
    void requestSmuggledBehindAMalformedOneIsNeverRead() {
        try (RawHttp sender = door.connect()) {
            String both =
                    Door.chunkedHead().replace("Host:", "Content-Length: 4\r\nHost:") + "0\r\n\r\n";
            assertThat(sender.send(both + post("good", "x")).read().status()).isEqualTo(400);
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(door.store.appended()).isEmpty();
        }
    }

    @Test
    void upgradesAreIgnored() {
        try (RawHttp sender = door.connect()) {
            String upgrade = "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHost:";
            sender.send(post("good", "x").replace("Host:", upgrade));
            assertThat(sender.read().status()).isEqualTo(202);
        }
    }

    @Test
    void oldSendersNeedNoHostAndAreServed() {
        try (RawHttp sender = door.connect()) {
            String old =
                    post("good", "x").replace("HTTP/1.1", "HTTP/1.0").replace("Host: gate\r\n", "");
            assertThat(sender.send(old).read().status()).isEqualTo(202);
            assertThat(sender.isClosedByPeer()).isTrue();
        }
    }

    private void assertRefused(String request, int status) {
        try (RawHttp sender = door.connect()) {
            // When
            var answer = sender.send(request).read();
            // Then
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(sender.isClosedByPeer()).isTrue();
            assertThat(door.requests("unmatched", "refused") + door.requests("refused"))
                    .isEqualTo(1);
            assertThat(door.store.appended()).isEmpty();
        }
    }
}
