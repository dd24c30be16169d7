package io.tidegate.ingress;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Refusal;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Statuses and codes are stable: operators and senders build on them. */
class ProblemsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpServer SERVER =
            await(
                    VERTX.createHttpServer()
                            .requestHandler(
                                    request ->
                                            Problems.of(Refusal.valueOf(request.uri().substring(1)))
                                                    .write(request.response(), false))
                            .listen(0, "127.0.0.1"));

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    private static RawHttp.Answer answerTo(Refusal reason) {
        try (var sender = new RawHttp(SERVER.actualPort())) {
            return sender.send("GET /" + reason + " HTTP/1.1\r\nHost: g\r\n\r\n").read();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED,400,TG-MALFORMED",
        "TARGET_TOO_LONG,414,TG-TARGET",
        "HEAD_TOO_LARGE,431,TG-HEAD",
        "UNKNOWN_SOURCE,404,TG-UNKNOWN-SOURCE",
        "METHOD,405,TG-METHOD",
        "EXPECTATION,417,TG-EXPECTATION",
        "ENCODING,415,TG-ENCODING",
        "TOO_LARGE,413,TG-TOO-LARGE",
        "OVERLOADED,503,TG-OVERLOADED",
        "TIMEOUT,408,TG-TIMEOUT",
        "KEYS_UNAVAILABLE,503,TG-KEYS-UNAVAILABLE",
        "VISIT_FAILED,503,TG-VISIT-FAILED",
        "STORE_FULL,503,TG-STORE-FULL",
        "STORE_UNAVAILABLE,503,TG-STORE-UNAVAILABLE"
    })
    void everyReasonHasItsStatusAndCode(Refusal reason, int status, String code) {
        var answer = answerTo(reason);
        assertThat(answer.status()).isEqualTo(status);
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemIsDeclaredAsOneAndNotKept(Refusal reason) {
        var answer = answerTo(reason);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatPassesSaysWhenToComeBack(Refusal reason) {
        var passing =
                EnumSet.of(
                        Refusal.OVERLOADED,
                        Refusal.KEYS_UNAVAILABLE,
                        Refusal.VISIT_FAILED,
                        Refusal.STORE_FULL,
                        Refusal.STORE_UNAVAILABLE);
        assertThat(answerTo(reason).header("Retry-After").isEmpty())
                .isEqualTo(!passing.contains(reason));
    }

    @Test
    void timesToComeBackAreSpreadOverTheirWholeRange() {
        Set<Integer> seconds = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            seconds.add(Integer.valueOf(answerTo(Refusal.OVERLOADED).header("Retry-After")));
        }
        assertThat(seconds).allMatch(it -> it >= 5 && it <= 30).hasSizeGreaterThan(20);
    }

    @Test
    void whatAllowsAndAcceptsIsSaid() {
        assertThat(answerTo(Refusal.METHOD).header("Allow")).isEqualTo("POST");
        assertThat(answerTo(Refusal.ENCODING).header("Accept-Encoding")).isEqualTo("identity");
    }
}
