package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that send and ask otherwise than by POST, compress, or want a certain answer. */
class MethodsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String TOKEN = "a-shared-token";
    private static final String VERIFY = "verify: { scheme: token, header: X-Token }\n";

    /** Asks by GET and by HEAD whether this is the address, and sends events by GET and POST. */
    private static final String ASKING =
            VERIFY
                    + """
                      methods: [POST, GET]
                      handshake:
                        - methods: [GET]
                          verified: false
                          when: { "query:challenge": "*" }
                          check: { "query:token": "{secret}" }
                          respond:
                            status: 200
                            contentType: text/plain
                            body: "{query:challenge}"
                            headers: { X-Echo: "{query:challenge}", Cache-Control: public }
                        - methods: [HEAD]
                          verified: false
                          respond: { status: 200, contentType: text/plain, body: hello }
                      respond: { status: 200, headers: { X-Taken: "yes" } }
                      """;

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private static RealDoor door(String provider) {
        return new RealDoor(VERTX, RealDoor.Plan.of(provider, TOKEN));
    }

    private static String request(String method, String query) {
        return "%s /in/shop%s HTTP/1.1\r\nHost: g\r\nX-Token: %s\r\n\r\n"
                .formatted(method, query, TOKEN);
    }

    @Test
    void questionByGetIsAnsweredWithItsHeaderFields() {
        try (RealDoor door = door(ASKING)) {
            var answer = door.ask(request("GET", "?challenge=abc&token=" + TOKEN));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("abc");
            assertThat(answer.header("X-Echo")).isEqualTo("abc");
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(door.count("tidegate.requests", "outcome", "handshake")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?challenge=%3Cscript%3E&token=" + TOKEN, "?challenge=abc&token=no"})
    void questionThatMustNotBeAnsweredIsNot(String query) {
        try (RealDoor door = door(ASKING)) {
            assertThat(door.ask(request("GET", query)).status()).isEqualTo(401);
        }
    }

    @Test
    void questionByHeadIsAnsweredWithoutABody() {
        try (RealDoor door = door(ASKING);
                RawHttp sender = door.connect()) {
            var answer = sender.send(request("HEAD", "")).readHead();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
            // Had there been a body, it would be taken for the next answer.
            assertThat(sender.send(request("GET", "?a=1")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void contentOfAnEventByGetIsItsQuery() {
        try (RealDoor door = door(ASKING)) {
            var answer = door.ask(request("GET", "?order=7&paid=yes"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-Taken")).isEqualTo("yes");
            assertThat(answer.header("Tidegate-Event-Id")).isNotEmpty();
            Event event = door.store.appended().get(0);
            assertThat(event.body())
                    .isEqualTo("order=7&paid=yes".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "BREW", "get"})
    void anyOtherMethodIsToldWhichAreAllowed(String method) {
        try (RealDoor door = door(ASKING)) {
            var answer = door.ask(request(method, ""));
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
        }
    }

    @Test
    void sourceThatAsksNothingTakesNoGet() {
        try (RealDoor door = door(VERIFY)) {
            var answer = door.ask(request("GET", ""));
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void compressedBodyIsKeptAsItCameWhereTheProviderCompresses() {
        String request =
                RealDoor.post("\u001f\u008bzzz", "X-Token: " + TOKEN, "Content-Encoding: gzip");
        try (RealDoor door = door(VERIFY + "compressed: true\n");
                RealDoor other = door(VERIFY)) {
            assertThat(door.ask(request).status()).isEqualTo(202);
            Event event = door.store.appended().get(0);
            assertThat(event.body()).startsWith(0x1f, 0x8b).hasSize(5);
            assertThat(event.headers().first("Content-Encoding")).contains("gzip");
            assertThat(other.ask(request).status()).isEqualTo(415);
        }
    }
}
