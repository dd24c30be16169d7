package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Excerpt;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.Futures;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpActionTest extends ActionContract {

    private static final String BASE64_KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<MultiMap> heads = new CopyOnWriteArrayList<>();
    private final List<NetServer> rawServers = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @Override
    DestinationConfig working() {
        return answering(HttpServerResponse::end);
    }

    @Override
    List<String> taken() {
        return List.copyOf(bodies);
    }

    @Override
    Optional<DestinationConfig> silent() {
        return Optional.of(answering(SHORT, response -> {}));
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.of(to("http://127.0.0.1:" + closedPort() + "/", LONG, Map.of(), ""));
    }

    private DestinationConfig answering(Consumer<HttpServerResponse> answer) {
        return answering(LONG, answer);
    }

    private DestinationConfig answering(Duration timeout, Consumer<HttpServerResponse> answer) {
        return to(serve(answer), timeout, Map.of(), "");
    }

    private String serve(Consumer<HttpServerResponse> answer) {
        var server =
                vertx.createHttpServer()
                        .requestHandler(request -> request.body().onSuccess(keep(request, answer)));
        servers.add(server);
        return "http://127.0.0.1:" + Futures.await(server.listen(0)).actualPort() + "/hooks?a=b";
    }

    private Handler<Buffer> keep(HttpServerRequest request, Consumer<HttpServerResponse> answer) {
        return body -> {
            bodies.add(body.toString(UTF_8));
            heads.add(
                    MultiMap.caseInsensitiveMultiMap()
                            .addAll(request.headers())
                            .add(":method", request.method().name())
                            .add(":uri", request.uri()));
            answer.accept(request.response());
        };
    }

    private static DestinationConfig to(
            String url, Duration timeout, Map<String, Secret> headers, String sign) {
        var secrets = sign.isEmpty() ? List.<Secret>of() : List.of(new Secret(sign));
        return Parcels.http(url, timeout, headers, secrets);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 429, 500, 302})
    void statusDecides(int status) {
        // When
        var outcome =
                attempt(answering(it -> it.setStatusCode(status).end("no")), Parcels.delivery("x"));

        // Then
        assertThat(outcome)
                .isEqualTo(
                        Answer.outcome(status, Optional.empty(), Parcels.NOW)
                                .answered(excerpt("no")));
    }

    private static Excerpt excerpt(String text) {
        return Excerpt.of(text.getBytes(UTF_8));
    }

    @Test
    void beginningOfALongAnswerIsKept() {
        // Given
        String answer = "é".repeat(40_000);

        // When
        var outcome =
                attempt(answering(it -> it.setStatusCode(500).end(answer)), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("500").answered(excerpt(answer)));
        assertThat(excerpt(answer).bytes()).hasSize(4_096);
        assertThat(outcome.toString()).contains("excerpt of 4096 bytes").doesNotContain("é");
    }

    @Test
    void beginningOfAnAnswerThatNeverEndsIsKept() {
        // When
        var outcome =
                attempt(
                        answering(SHORT, it -> it.setStatusCode(500).setChunked(true).write("why")),
                        Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("500").answered(excerpt("why")));
    }

    @Test
    void retryAfterOfTheAnswerCounts() {
        // When
        var outcome =
                attempt(
                        answering(it -> it.setStatusCode(503).putHeader("Retry-After", "17").end()),
                        Parcels.delivery("x"));

        // Then
        assertThat(outcome)
                .isEqualTo(new Outcome.Retry("503", Duration.ofSeconds(17), Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        // Given
        String trap = serve(HttpServerResponse::end);

        // When
        attempt(
                answering(it -> it.setStatusCode(status).putHeader("Location", trap).end()),
                Parcels.delivery("x"));

        // Then
        assertThat(bodies).hasSize(1);
    }

    @Test
    void bodyArrivesByteForByte() {
        // Given
        var binary = new byte[256];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }

        // When
        attempt(working(), Parcels.delivery(Headers.none(), binary));

        // Then
        assertThat(bodies.get(0)).isEqualTo(new String(binary, UTF_8));
        assertThat(heads.get(0).get("content-length")).isEqualTo("256");
        assertThat(heads.get(0).get(":method")).isEqualTo("POST");
        assertThat(heads.get(0).get(":uri")).isEqualTo("/hooks?a=b");
    }

    @Test
    void slowAnswerWithinTheTimeoutIsDelivered() {
        // Given
        var destination = answering(it -> vertx.setTimer(50, fired -> it.end()));

        // When
        var outcome = attempt(destination, Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
    }

    @Test
    void answerWhoseBodyNeverEndsCountsByItsStatus() {
        // Given
        var destination =
                answering(SHORT, it -> it.setChunked(true).setStatusCode(200).write("first part"));

        // When
        var outcome = attempt(destination, Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
    }

    @Test
    void endlessAnswerCostsTheConnectionAndNotOurMemory() {
        // Given
        var isClosed = new AtomicBoolean();
        var parts = new AtomicInteger();
        var part = Buffer.buffer(new byte[8 << 10]);
        var destination =
                answering(
                        it -> {
                            it.setChunked(true).closeHandler(gone -> isClosed.set(true));
                            vertx.setPeriodic(
                                    1,
                                    tick -> {
                                        if (!isClosed.get() && !it.writeQueueFull()) {
                                            parts.incrementAndGet();
                                            it.write(part);
                                        }
                                    });
                        });

        // When
        var outcome = attempt(destination, Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        Awaitility.await().untilTrue(isClosed);
        assertThat(parts.get()).isLessThan(500);
    }

    @Test
    void connectionIsUsedAgain() {
        // Given
        var connections = new AtomicInteger();
        var server =
                vertx.createHttpServer()
                        .connectionHandler(made -> connections.incrementAndGet())
                        .requestHandler(request -> request.response().end("thanks"));
        servers.add(server);
        int port = Futures.await(server.listen(0)).actualPort();
        var action = action(to("http://127.0.0.1:" + port, LONG, Map.of(), ""));

        // When
        for (int i = 0; i < 5; i++) {
            attempt(action, Parcels.delivery("x"));
        }

        // Then
        assertThat(connections.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "garbage\r\n\r\n"})
    void connectionThatBreaksIsRetried(String answer) {
        // Given
        var server =
                vertx.createNetServer()
                        .connectHandler(
                                socket ->
                                        socket.handler(
                                                request ->
                                                        socket.write(answer)
                                                                .onComplete(
                                                                        sent -> socket.close())));
        rawServers.add(server);
        int port = Futures.await(server.listen(0)).actualPort();

        // When
        var outcome =
                attempt(to("http://127.0.0.1:" + port, LONG, Map.of(), ""), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void unknownHostIsRetried() {
        // When
        var outcome =
                attempt(to("http://nowhere.invalid/", LONG, Map.of(), ""), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("unknown host"));
    }

    @Test
    void headersOfTheSenderPassLessThoseThatMustNot() {
        // Given
        var headers =
                Headers.of(
                        "Content-Type",
                        "text/x",
                        "X-GitHub-Event",
                        "push",
                        "x-twice",
                        "1",
                        "X-Twice",
                        "2",
                        "Host",
                        "evil",
                        "Content-Length",
                        "999",
                        "Cookie",
                        "c",
                        "Authorization",
                        "a",
                        "Connection",
                        "keep-alive, X-Hop",
                        "X-Hop",
                        "h",
                        "Transfer-Encoding",
                        "chunked",
                        "X-Forwarded-For",
                        "f",
                        "Forwarded",
                        "f",
                        "Webhook-Id",
                        "forged",
                        "Webhook-Signature",
                        "forged",
                        "Tidegate-Source",
                        "forged",
                        "Proxy-Authorization",
                        "p",
                        "TE",
                        "trailers",
                        "Upgrade",
                        "h2c",
                        "Expect",
                        "100-continue",
                        "Accept-Encoding",
                        "gzip",
                        "User-Agent",
                        "GitHub");

        // When
        attempt(working(), Parcels.delivery(headers, "x".getBytes(UTF_8)));

        // Then
        var got = heads.get(0);
        assertThat(names(got))
                .containsExactlyInAnyOrder(
                        "content-type",
                        "x-github-event",
                        "x-twice",
                        "user-agent",
                        "host",
                        "content-length",
                        "webhook-id",
                        "webhook-timestamp",
                        "tidegate-source",
                        "tidegate-type",
                        "tidegate-attempt",
                        "tidegate-received-at",
                        ":method",
                        ":uri");
        assertThat(got.getAll("x-twice")).containsExactly("1", "2");
        assertThat(got.get("content-type")).isEqualTo("text/x");
        assertThat(got.get("content-length")).isEqualTo("1");
        assertThat(got.get("host")).startsWith("127.0.0.1:");
    }

    @Test
    void ourHeadersTellWhatIsDelivered() {
        // When
        attempt(working(), Parcels.delivery("x").next());

        // Then
        var got = heads.get(0);
        assertThat(got.get("webhook-id")).isEqualTo("7-1763900000000-3");
        assertThat(got.get("webhook-timestamp")).isEqualTo("1795435200");
        assertThat(got.get("tidegate-source")).isEqualTo("shop");
        assertThat(got.get("tidegate-type")).isEqualTo("push");
        assertThat(got.get("tidegate-attempt")).isEqualTo("2");
        assertThat(got.get("tidegate-received-at")).isEqualTo("2026-11-23T11:59:58Z");
    }

    @Test
    void configuredHeadersWin() {
        // Given
        var extra = Map.of("authorization", new Secret("Bearer t"), "User-Agent", new Secret("us"));
        var sender = Headers.of("User-Agent", "GitHub");

        // When
        attempt(
                to(serve(HttpServerResponse::end), LONG, extra, ""),
                Parcels.delivery(sender, new byte[0]));

        // Then
        assertThat(heads.get(0).getAll("user-agent")).containsExactly("us");
        assertThat(heads.get(0).get("authorization")).isEqualTo("Bearer t");
    }

    @Test
    void transformedPayloadIsJsonWhateverTheBodyWas() {
        // Given
        var headers = Headers.of("Content-Type", "text/xml", "Content-Encoding", "gzip");
        var delivery = Parcels.delivery(headers, "<x/>".getBytes(UTF_8));

        // When
        attempt(working(), Parcels.transformed(delivery, "{\"a\":1}"));

        // Then
        assertThat(bodies).containsExactly("{\"a\":1}");
        assertThat(heads.get(0).getAll("content-type")).containsExactly("application/json");
        assertThat(heads.get(0).contains("content-encoding")).isFalse();
    }

    @Test
    void headerThatHttpDoesNotAllowKillsTheDeliveryAndNothingElse() {
        // Given
        var action = action(working());

        // When
        var outcome =
                attempt(action, Parcels.delivery(Headers.of("X-Bad", "a\r\nb: c"), new byte[0]));

        // Then
        assertThat(outcome).isEqualTo(Outcome.dead("request cannot be written"));
        assertThat(attempt(action, Parcels.delivery("x"))).isEqualTo(Outcome.delivered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_" + BASE64_KEY, BASE64_KEY})
    void signatureIsTheOneThatThePublicLibraryMakes(String secret) throws Exception {
        // Given
        var destination = to(serve(HttpServerResponse::end), LONG, Map.of(), secret);

        // When
        attempt(destination, Parcels.delivery("{\"a\":\"\u00fc\"}"));

        // Then
        assertThat(heads.get(0).get("webhook-signature"))
                .isEqualTo(signed(new Webhook(BASE64_KEY), bodies.get(0)))
                .isNotEqualTo(signed(new Webhook(BASE64_KEY), "another body"));
    }

    @Test
    void secretThatIsNotBase64IsTakenAsItIs() throws Exception {
        // Given
        String secret = "not base64 at all!";

        // When
        attempt(to(serve(HttpServerResponse::end), LONG, Map.of(), secret), Parcels.delivery("x"));

        // Then
        assertThat(heads.get(0).get("webhook-signature"))
                .isEqualTo(signed(new Webhook(secret.getBytes(UTF_8)), "x"));
    }

    private static String signed(Webhook library, String body) throws Exception {
        return library.sign("7-1763900000000-3", Parcels.NOW.getEpochSecond(), body);
    }

    private static List<String> names(MultiMap head) {
        return head.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
    }
}
