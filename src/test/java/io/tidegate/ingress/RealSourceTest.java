package io.tidegate.ingress;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.config.ByteSize;
import io.tidegate.config.Secret;
import io.tidegate.event.Event;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.provider.Catalogue;
import io.tidegate.provider.Source;
import io.tidegate.store.NoJournal;
import io.tidegate.store.NoVault;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.trace.Tracing;
import io.tidegate.verify.key.KeyShelf;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door with sources from the catalogue behind it. */
class RealSourceTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final StoreScript STORE = new StoreScript();
    private static final String SECRET = "change-me-github-secret";
    private static final Ingress INGRESS =
            Ingress.of(
                    Door.CONFIG,
                    List.of(source("github"), source("bandwidth")),
                    new Supplies(
                            STORE::open,
                            Door.HOLD,
                            new NoJournal(),
                            NoVault::new,
                            Secret.NONE,
                            new KeyShelf(),
                            Outbound.guarded(),
                            Tracing.off()),
                    new GatewayMetrics(new SimpleMeterRegistry()),
                    InstantSource.system());

    @BeforeAll
    static void open() {
        await(INGRESS.start(VERTX));
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    private static Source source(String provider) {
        var config = SourceConfigs.of(provider, List.of(), new ByteSize(4_096), SECRET);
        return Source.compile(
                        provider,
                        config,
                        Catalogue.load(),
                        new KeyShelf(),
                        (path, text) -> {
                            throw new IllegalArgumentException(path + ": " + text);
                        })
                .orElseThrow();
    }

    private static String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "X-Hub-Signature-256: sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static RawHttp.Answer post(byte[] body, String... fields) {
        try (var sender = new RawHttp(INGRESS.port())) {
            var head = "POST /in/github HTTP/1.1\r\nHost: g\r\nX-GitHub-Event: push\r\n";
            var length = "Content-Length: " + body.length + "\r\n";
            var more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
            return sender.send(head + length + more + "\r\n").send(body).read();
        }
    }

    @Test
    void genuinePushIsAcceptedWithItsTypeAndBytes() throws GeneralSecurityException {
        // Given
        byte[] body = "{\"ref\":\"refs/heads/main\"}".getBytes(StandardCharsets.UTF_8);
        // When
        var answer = post(body, signature(body), "X-GitHub-Delivery: 42", "Authorization: Basic x");
        // Then
        assertThat(answer.status()).isBetween(200, 202);
        Event event = STORE.appended().get(STORE.appended().size() - 1);
        assertThat(event.type()).isEqualTo("push");
        assertThat(event.body()).isEqualTo(body);
        assertThat(event.headers().first("authorization")).isEmpty();
    }

    @Test
    void bodiesThatAreNoTextAreAcceptedToo() throws GeneralSecurityException {
        byte[] body = {0, (byte) 0xff, (byte) 0xc3, 0x28, 13, 10};
        assertThat(post(body, signature(body)).status()).isBetween(200, 202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Other: 1",
                "X-Hub-Signature-256:",
                "X-Hub-Signature-256: sha256=",
                "X-Hub-Signature-256: sha256=zz",
                "X-Hub-Signature-256: sha1=0000000000000000000000000000000000000000",
                "X-Hub-Signature: sha1=0000000000000000000000000000000000000000"
            })
    void whateverIsWrongWithTheSignatureTheAnswerIsOne(String field) {
        var usual = post(new byte[] {1});
        var answer = post(new byte[] {1}, field);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer).isEqualTo(usual);
    }

    @Test
    void whoHasAPasswordIsAskedForIt() {
        try (var sender = new RawHttp(INGRESS.port())) {
            var head = "POST /in/bandwidth HTTP/1.1\r\nHost: g\r\nContent-Length: 2\r\n\r\n";
            var answer = sender.send(head).send(new byte[] {'[', ']'}).read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).isEqualTo("Basic realm=\"webhooks\"");
        }
        assertThat(post(new byte[] {1}).header("www-authenticate")).isEqualTo("Webhook");
    }

    @Test
    void doubledSignatureIsRejectedInEitherOrder() throws GeneralSecurityException {
        byte[] body = {1};
        String right = signature(body);
        String wrong = signature(new byte[] {2});
        assertThat(post(body, right, wrong).status()).isEqualTo(401);
        assertThat(post(body, wrong, right).status()).isEqualTo(401);
    }

    @Test
    void limitOfTheSourceHoldsBeforeThatOfThePort() throws GeneralSecurityException {
        byte[] largest = new byte[4_096];
        assertThat(post(largest, signature(largest)).status()).isBetween(200, 202);
        assertThat(post(new byte[4_097]).status()).isEqualTo(413);
    }
}
