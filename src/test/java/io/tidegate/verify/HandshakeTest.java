package io.tidegate.verify;

import static io.tidegate.verify.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.HeaderValue;
import io.tidegate.verify.value.JsonValue;
import io.tidegate.verify.value.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private static final Reply OK = new Reply(200, "text/plain", new byte[0]);
    private static final Handshake ECHO =
            new Handshake(
                    Map.of(new JsonValue("/type"), "url_verification"),
                    OK,
                    Template.parse("{json:/challenge}"));

    @Test
    void theQuestionIsAnsweredWithItsChallenge() {
        assertThat(text(ECHO.answer(question("3eZbrw1aBm2r_.~-Z"))))
                .isEqualTo("200 text/plain 3eZbrw1aBm2r_.~-Z");
        assertThat(text(ECHO.answer(question("x".repeat(512))))).endsWith("x".repeat(512));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "<script>",
                "a\\nb",
                "%41",
                "ü",
                "a=b",
                "\\u0000",
                "a/b",
                "a:b"
            })
    void moreThanAPlainTokenIsNeverRepeated(String challenge) {
        assertThat(ECHO.answer(question(challenge)))
                .hasValue(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
    }

    @Test
    void aLongOrAbsentChallengeIsRefused() {
        var refused = Optional.of(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));

        assertThat(ECHO.answer(question("x".repeat(513)))).isEqualTo(refused);
        assertThat(ECHO.answer(request("{\"type\":\"url_verification\"}"))).isEqualTo(refused);
    }

    @Test
    void otherRequestsAreNoQuestion() {
        assertThat(ECHO.answer(request("{\"type\":\"event_callback\",\"challenge\":\"x\"}")))
                .isEmpty();
        assertThat(ECHO.answer(request("url_verification"))).isEmpty();
    }

    @Test
    void everyConditionMustHold() {
        var handshake =
                new Handshake(
                        Map.of(
                                new HeaderValue("X-Kind"),
                                "ping",
                                new HeaderValue("X-Code"),
                                Handshake.ANYTHING),
                        OK,
                        Template.parse("{\"code\":\"{header:X-Code}\"}"));

        assertThat(handshake.answer(request("", "X-Kind", "ping"))).isEmpty();
        assertThat(handshake.answer(request("", "X-Kind", "pong", "X-Code", "7"))).isEmpty();
        assertThat(text(handshake.answer(request("", "X-Kind", "ping", "X-Code", "7"))))
                .isEqualTo("200 text/plain {\"code\":\"7\"}");
    }

    @Test
    void aHandshakeWithoutConditionsWouldSwallowEvents() {
        assertThatThrownBy(() -> new Handshake(Map.of(), OK, Template.parse("")))
                .hasMessage("a handshake needs at least one condition");
    }

    @Test
    void openQuestionsComeBeforeTheProofAndOthersAfterIt() {
        Verifier nobody = request -> Optional.of(Rejection.WRONG_SIGNATURE);
        Verifier everybody = request -> Optional.empty();
        var names = new EventNames(EventNames.NOWHERE, EventNames.NOWHERE);
        var question = question("abc");

        assertThat(new Judge(List.of(ECHO), nobody, List.of(), names).judge(question))
                .isInstanceOf(Verdict.Handshake.class);
        assertThat(new Judge(List.of(), nobody, List.of(ECHO), names).judge(question))
                .isEqualTo(new Verdict.Rejected(Rejection.WRONG_SIGNATURE));
        assertThat(new Judge(List.of(), everybody, List.of(ECHO), names).judge(question))
                .isInstanceOf(Verdict.Handshake.class);
        assertThat(new Judge(List.of(), everybody, List.of(), names).judge(question))
                .isInstanceOf(Verdict.Genuine.class);
    }

    private static io.tidegate.event.InboundRequest question(String challenge) {
        return request("{\"type\":\"url_verification\",\"challenge\":\"" + challenge + "\"}");
    }

    private static String text(Optional<Verdict> verdict) {
        Reply reply = ((Verdict.Handshake) verdict.orElseThrow()).reply();
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        return reply.status() + " " + reply.contentType() + " " + body;
    }
}
