package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an action proves who it is. */
class HttpAuthTest extends HttpFixture {

    private final HttpSink sink = sink();
    private final HttpSink tokens = sink();
    private final AtomicInteger issued = new AtomicInteger();

    private String http(String auth) {
        return "http: {url: 'http://127.0.0.1:%d/', auth: {%s}}".formatted(sink.port(), auth);
    }

    private String oauth(String others) {
        return http(
                "oauth2: {url: 'http://127.0.0.1:%d/token?t=1', clientId: 'me:1', clientSecret: 's&2'%s}"
                        .formatted(tokens.port(), others));
    }

    /** Gives out token-1, token-2 and so on. */
    private void issue(HttpServerRequest request) {
        request.response()
                .end(
                        """
                        {"access_token": "token-%d", "token_type": "Bearer", "expires_in": 600}
                        """
                                .formatted(issued.incrementAndGet()));
    }

    /** Takes this token only. */
    private void accept(String token) {
        sink.answering(
                request ->
                        request.response()
                                .setStatusCode(isShown(token, request) ? 200 : 401)
                                .end());
    }

    private static boolean isShown(String token, HttpServerRequest request) {
        return ("Bearer " + token).equals(request.getHeader("authorization"));
    }

    private List<String> shown() {
        return sink.taken().stream().map(it -> it.header("authorization")).toList();
    }

    @Test
    void bearerTokenIsShown() {
        attempt(http("bearer: secret-token"), Parcels.delivery("x"));
        assertThat(shown()).containsExactly("Bearer secret-token");
    }

    @Test
    void userAndPasswordAreShown() {
        attempt(http("basic: {user: m\u00fcller, password: 'a:b'}"), Parcels.delivery("x"));
        assertThat(shown()).containsExactly("Basic " + base64("m\u00fcller:a:b"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void refusedFixedCredentialsAreNotTriedTwiceInOneAttempt() {
        // Given
        sink.answering(401);

        // When
        var outcome = attempt(http("bearer: secret-token"), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Retry("401", Duration.ZERO, 3));
        assertThat(sink.taken()).hasSize(1);
    }

    @Test
    void tokenIsAskedForWithOurCredentialsAsUserAndPassword() {
        // Given
        tokens.answering(this::issue);

        // When
        var outcome = attempt(oauth(", scope: 'a b'"), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(shown()).containsExactly("Bearer token-1");
        assertThat(tokens.single().method()).isEqualTo("POST");
        assertThat(tokens.single().uri()).isEqualTo("/token?t=1");
        assertThat(tokens.single().body()).isEqualTo("grant_type=client_credentials&scope=a+b");
        assertThat(tokens.single().header("content-type"))
                .isEqualTo("application/x-www-form-urlencoded");
        assertThat(tokens.single().header("authorization"))
                .isEqualTo("Basic " + base64("me%3A1:s%262"));
    }

    @Test
    void tokenIsAskedForWithOurCredentialsInTheBody() {
        // Given
        tokens.answering(this::issue);

        // When
        attempt(oauth(", send: body, parameters: {audience: 'https://a'}"), Parcels.delivery("x"));

        // Then
        assertThat(tokens.single().header("authorization")).isEqualTo("none");
        assertThat(tokens.single().body())
                .isEqualTo(
                        "grant_type=client_credentials&client_id=me%3A1&client_secret=s%262"
                                + "&audience=https%3A%2F%2Fa");
    }

    @Test
    void tokenIsUsedByAllAttemptsAndAskedForOnce() {
        // Given
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        tokens.answering(held::add);
        var action = action(oauth(""));

        // When
        var attempts = new ArrayList<Future<Outcome>>();
        for (int i = 0; i < 4; i++) {
            attempts.add(begin(action, Parcels.delivery("x")));
        }
        Awaitility.await().until(() -> !held.isEmpty());
        issue(held.remove());

        // Then
        Awaitility.await().until(() -> attempts.stream().allMatch(Future::succeeded));
        assertThat(attempt(action, Parcels.delivery("x"))).isEqualTo(Outcome.delivered());
        assertThat(shown()).hasSize(5).containsOnly("Bearer token-1");
        assertThat(tokens.taken()).hasSize(1);
    }

    @Test
    void tokenIsRenewedBeforeItExpires() {
        // Given
        tokens.answering(this::issue);
        var action = action(oauth(""));
        attempt(action, Parcels.delivery("x"));

        // When nine of ten minutes are over
        clock.pass(Duration.ofMinutes(9));
        attempt(action, Parcels.delivery("x"));

        // Then
        Awaitility.await().until(() -> tokens.taken().size() == 2);
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            attempt(action, Parcels.delivery("x"));
                            assertThat(shown()).endsWith("Bearer token-2");
                        });
        assertThat(tokens.taken()).hasSize(2);
    }

    @Test
    void refusedTokenIsReplacedOnceWithinTheAttempt() {
        // Given
        tokens.answering(this::issue);
        accept("token-2");

        // When
        var outcome = attempt(oauth(""), Parcels.delivery("hello"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(shown()).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(sink.taken()).extracting(HttpSink.Taken::body).containsOnly("hello");
    }

    @Test
    void tokensThatAreAllRefusedCostNoDeliveryItsFewAttempts() {
        // Given
        tokens.answering(this::issue);
        accept("none of them");
        var action = action(oauth(""));

        // When
        var first = attempt(action, Parcels.delivery("x"));
        var second = attempt(action, Parcels.delivery("x"));

        // Then
        assertThat(first).isEqualTo(Outcome.retry("401"));
        assertThat(second).isEqualTo(Outcome.retry("401"));
        assertThat(tokens.taken()).hasSize(2);
        assertThat(sink.taken()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    503 |                                                | token server says 503
                    302 |                                                | token server says 302
                    400 | {"error": "invalid_client"}                    | token server says 400
                    200 | hello                                          | token server gave no JSON
                    200 | {"token": "t"}                                 | token server gave no token
                    200 | {"access_token": ""}                           | token server gave no token
                    200 | {"access_token": "a b"}                        | token server gave no token
                    200 | {"access_token": "t", "token_type": "mac"}     | token server gave no bearer token
                    """)
    void attemptWithoutATokenIsRetried(int status, String body, String reason) {
        // Given
        tokens.answering(
                request ->
                        request.response()
                                .setStatusCode(status)
                                .putHeader("location", "http://127.0.0.1:" + sink.port())
                                .end(body == null ? "" : body));

        // When
        var outcome = attempt(oauth(""), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry(reason));
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void answerWithoutEndIsNotReadToItsEnd() {
        // Given
        tokens.answering(request -> request.response().setChunked(true).write("x".repeat(70_000)));

        // When
        var outcome = attempt(oauth(""), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("token server says too much"));
    }

    @Test
    void attemptDoesNotWaitForATokenLongerThanItsTime() {
        // Given
        tokens.answering(request -> {});

        // When
        var outcome = attempt(oauth("") + "\ntimeout: 300ms", Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("timeout after 300ms"));
        assertThat(sink.taken()).isEmpty();
    }
}
