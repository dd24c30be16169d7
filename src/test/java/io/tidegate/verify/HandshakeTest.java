package io.tidegate.verify;

import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.template;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.verify.scheme.Condition;
import io.tidegate.verify.scheme.Opinion;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private static final Handshake ECHO =
            handshake(
                    Map.of(value("json:/type"), "url_verification"), Map.of(), "{json:/challenge}");

    @Test
    void theQuestionIsAnsweredWithItsChallenge() {
        assertThat(text(answer(ECHO, question("3eZbrw1aBm2r_.~-Z"))))
                .isEqualTo("200 text/plain 3eZbrw1aBm2r_.~-Z");
        assertThat(text(answer(ECHO, question("x".repeat(512))))).endsWith("x".repeat(512));
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
        assertThat(answer(ECHO, question(challenge)))
                .hasValue(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
    }

    @Test
    void aLongOrAbsentChallengeIsRefused() {
        var refused = Optional.of(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));

        assertThat(answer(ECHO, question("x".repeat(513)))).isEqualTo(refused);
        assertThat(answer(ECHO, request("{\"type\":\"url_verification\"}"))).isEqualTo(refused);
    }

    @Test
    void otherRequestsAreNoQuestion() {
        var event = request("{\"type\":\"event_callback\",\"challenge\":\"x\"}");
        var get = question("x");

        assertThat(answer(ECHO, event)).isEmpty();
        assertThat(answer(ECHO, request("url_verification"))).isEmpty();
        assertThat(
                        answer(
                                ECHO,
                                new InboundRequest(
                                        "GET", "/", get.headers(), get.body(), get.receivedAt())))
                .isEmpty();
    }

    @Test
    void everyConditionMustHold() {
        var handshake =
                handshake(
                        Map.of(
                                value("header:X-Kind"),
                                "ping",
                                value("header:X-Code"),
                                Condition.ANYTHING,
                                value("header:X-Not"),
                                Condition.NOTHING),
                        Map.of(),
                        "{\"code\":\"{header:X-Code}\"}");

        assertThat(answer(handshake, request("", "X-Kind", "ping"))).isEmpty();
        assertThat(answer(handshake, request("", "X-Kind", "pong", "X-Code", "7"))).isEmpty();
        assertThat(answer(handshake, request("", "X-Kind", "ping", "X-Code", "7", "X-Not", "1")))
                .isEmpty();
        assertThat(text(answer(handshake, request("", "X-Kind", "ping", "X-Code", "7"))))
                .isEqualTo("200 text/plain {\"code\":\"7\"}");
    }

    @Test
    void whatWasAgreedUponMustBeShown() {
        var handshake =
                handshake(
                        Map.of(value("header:X-Kind"), "ping"),
                        Map.of(value("header:X-Code"), template("{secret}")),
                        "ok");
        var shown = request("", "X-Kind", "ping", "X-Code", "second");

        assertThat(handshake.answer(Evidence.of(shown), List.of("first", "second")))
                .get()
                .isInstanceOf(Verdict.Handshake.class);
        for (var wrong : List.of("third", "")) {
            assertThat(answer(handshake, request("", "X-Kind", "ping", "X-Code", wrong)))
                    .hasValue(new Verdict.Rejected(Rejection.WRONG_CHALLENGE));
        }
        assertThat(answer(handshake, request("", "X-Kind", "ping")))
                .hasValue(new Verdict.Rejected(Rejection.WRONG_CHALLENGE));
    }

    @Test
    void aSecretIsNeverShownToWhoDoesNotKnowOne() {
        // Given   a check that an absent secret would meet with nothing at all
        var handshake =
                handshake(
                        Map.of(value("header:X-Kind"), "ping"),
                        Map.of(value("header:X-Code"), template("{secret}")),
                        "ok");

        // Then
        assertThat(
                        handshake.answer(
                                Evidence.of(request("", "X-Kind", "ping", "X-Code", "")),
                                List.of()))
                .hasValue(new Verdict.Rejected(Rejection.WRONG_CHALLENGE));
    }

    @Test
    void anAnswerCanBeComputedWithTheSecretFromGuardedTextOnly() {
        // Given   the key and the text of RFC 4231, test case 2, with blanks for underscores
        var question = new Handshake.Question(Set.of("POST"), new Condition(Map.of()), Map.of());
        var reply =
                new ReplyForm(
                        200,
                        Map.of("X-Echo", template("{header:X-Text}")),
                        "text/plain",
                        template("{hex(hmac-sha256(header:X-Text))}"),
                        Pattern.compile("[a-z ?]{1,30}"));
        var handshake = new Handshake(question, reply, Optional.empty(), Optional.empty(), NO_PIN);
        var asked = request("", "X-Text", "what do ya want for nothing?");

        // Then
        assertThat(text(handshake.answer(Evidence.of(asked), List.of("Jefe"))))
                .endsWith("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(
                        handshake.answer(
                                Evidence.of(request("", "X-Text", "v0:1795428000:{}")),
                                List.of("Jefe")))
                .hasValue(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
    }

    @Test
    void anAnswerMayHaveNoBodyOrNothingOfTheCallersInIt() {
        var empty = handshake(Map.of(value("header:X-Kind"), "ping"), Map.of(), "");
        var fixed = handshake(Map.of(value("header:X-Kind"), "ping"), Map.of(), "[accepted] <&>");

        assertThat(text(answer(empty, request("", "X-Kind", "ping")))).startsWith("200 ");
        assertThat(text(answer(fixed, request("", "X-Kind", "ping")))).endsWith("[accepted] <&>");
    }

    @Test
    void aSecretThatIsHandedOverIsPassedOnAndMustLookLikeOne() {
        var handshake =
                new Handshake(
                        ECHO.question(),
                        ECHO.reply(),
                        Optional.of(value("header:X-Hook-Secret")),
                        Optional.empty(),
                        NO_PIN);
        String body = "{\"type\":\"url_verification\",\"challenge\":\"x\"}";

        var verdict = answer(handshake, request(body, "X-Hook-Secret", "0123456789abcdef"));

        assertThat(((Verdict.Handshake) verdict.orElseThrow()).secret())
                .isEqualTo("0123456789abcdef");
        assertThat(verdict.orElseThrow().toString()).doesNotContain("0123456789abcdef");
        for (String odd : List.of("short", "with blank in it", "x".repeat(513))) {
            assertThat(answer(handshake, request(body, "X-Hook-Secret", odd)))
                    .hasValue(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
        }
    }

    @Test
    void onlyAPinnedAddressIsVisited() {
        var handshake =
                new Handshake(
                        ECHO.question(),
                        ECHO.reply(),
                        Optional.empty(),
                        Optional.of(value("json:/url")),
                        Pattern.compile("https://sns\\.[a-z0-9-]+\\.amazonaws\\.com/.*"));
        String body = "{\"type\":\"url_verification\",\"challenge\":\"x\",\"url\":\"%s\"}";
        String good = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription";

        var verdict = answer(handshake, request(body.formatted(good)));

        assertThat(((Verdict.Handshake) verdict.orElseThrow()).visit()).isEqualTo(good);
        for (String evil :
                List.of("https://sns.x.amazonaws.com.evil.test/", "http://169.254.169.254/", "")) {
            assertThat(answer(handshake, request(body.formatted(evil))))
                    .hasValue(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
        }
    }

    @Test
    void anAnswerWithoutABodyIsAnAnswer() {
        var handshake = handshake(Map.of(value("header:X-Kind"), "ping"), Map.of(), "");

        assertThat(text(answer(handshake, request("", "X-Kind", "ping")))).startsWith("200 ");
    }

    @Test
    void aQuestionMayBeToldByOneOfTheSecretsOnly() {
        // Given   a question that only the second secret opens, and a bystander
        var handshake =
                handshake(
                        Map.of(value("hex(hmac-sha256(header:X-Text))"), JEFE),
                        Map.of(),
                        "{hex(hmac-sha256(header:X-Text))}");
        var asked = request("", "X-Text", "what");

        // Then
        assertThat(text(handshake.answer(Evidence.of(asked), List.of("Other", "Jefe"))))
                .endsWith(JEFE);
        assertThat(handshake.answer(Evidence.of(asked), List.of("Other"))).isEmpty();
        assertThat(handshake.answer(Evidence.of(asked), List.of())).isEmpty();
    }

    private static final String JEFE =
            "1df7fcdee0058f5cd839a52835ec6a8a89c88935198d2725c668b0a601558445";

    @Test
    void theSecretThatProvesTheQuestionIsTheOneToAnswerWith() {
        var handshake =
                handshake(
                        Map.of(value("header:X-Kind"), "ping"),
                        Map.of(),
                        "{hex(hmac-sha256(header:X-Kind))}");
        var asked = Evidence.of(request("", "X-Kind", "ping"));

        assertThat(text(handshake.answer(asked.withSecret("second"), List.of("first", "second"))))
                .isEqualTo(text(handshake.answer(asked, List.of("second"))));
    }

    @Test
    void whatWasUnwrappedIsGuardedAndNotItsWrapping() {
        var handshake =
                handshake(
                        Map.of(value("header:X-Kind"), "ping"),
                        Map.of(),
                        "{at(body, \"/challenge\")}{unhex(header:X-Hex)}");

        assertThat(
                        text(
                                answer(
                                        handshake,
                                        request(
                                                "{\"challenge\":\"abc\"}",
                                                "X-Kind",
                                                "ping",
                                                "X-Hex",
                                                "6465"))))
                .endsWith("abcde");
        for (String hex : List.of("3c", "00", "zz")) {
            assertThat(
                            answer(
                                    handshake,
                                    request(
                                            "{\"challenge\":\"abc\"}",
                                            "X-Kind",
                                            "ping",
                                            "X-Hex",
                                            hex)))
                    .hasValue(new Verdict.Rejected(Rejection.UNSAFE_CHALLENGE));
        }
    }

    @Test
    void anEventCanBeAnsweredWithTheSecretThatProvesIt() {
        // Given
        Verifier second = evidence -> Opinion.genuine(evidence.withSecret("second"));
        var names = new EventNames(value("header:X-Id"), EventNames.NOWHERE);
        var form =
                new ReplyForm(
                        200,
                        Map.of("X-Echo", template("{header:X-Id}")),
                        "text/plain",
                        template("{hex(sha256(secret))}"),
                        Handshake.PLAIN_TOKEN);
        var judge =
                new Judge(
                        List.of("first", "second"),
                        List.of(),
                        second,
                        List.of(),
                        Set.of("POST"),
                        names,
                        Optional.of(form));

        // When
        var plain = (Verdict.Genuine) judge.judge(request("", "X-Id", "7"));
        var odd = (Verdict.Genuine) judge.judge(request("", "X-Id", "<7>"));

        // Then   what is not safe to repeat takes the answer away and not the event
        Reply reply = plain.reply().orElseThrow();
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4");
        assertThat(reply.headers()).isEqualTo(Headers.of("X-Echo", "7"));
        assertThat(odd).isEqualTo(new Verdict.Genuine("<7>", "", Optional.empty()));
        assertThat(form.isFixed()).isFalse();
        assertThat(form.fixed().body()).isEmpty();
    }

    @Test
    void openQuestionsComeBeforeTheProofAndOthersAfterIt() {
        Verifier nobody = evidence -> Opinion.refused(Rejection.WRONG_SIGNATURE);
        Verifier everybody = Opinion::genuine;
        var question = question("abc");

        assertThat(judge(List.of(ECHO), nobody, List.of()).judge(question))
                .isInstanceOf(Verdict.Handshake.class);
        assertThat(judge(List.of(), nobody, List.of(ECHO)).judge(question))
                .isEqualTo(new Verdict.Rejected(Rejection.WRONG_SIGNATURE));
        assertThat(judge(List.of(), everybody, List.of(ECHO)).judge(question))
                .isInstanceOf(Verdict.Handshake.class);
        assertThat(judge(List.of(), everybody, List.of()).judge(question))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void aProvenRequestByAMethodOfQuestionsOnlyIsNoEvent() {
        var get = new InboundRequest("GET", "/in/x", Headers.none(), new byte[0], Requests.NOW);

        assertThat(judge(List.of(), Opinion::genuine, List.of(ECHO)).judge(get))
                .isEqualTo(new Verdict.Rejected(Rejection.WRONG_CHALLENGE));
    }

    private static final Pattern NO_PIN = Pattern.compile("");

    private static Judge judge(
            List<Handshake> open, Verifier verifier, List<Handshake> handshakes) {
        var names = new EventNames(EventNames.NOWHERE, EventNames.NOWHERE);
        return new Judge(
                List.of(), open, verifier, handshakes, Set.of("POST"), names, Optional.empty());
    }

    private static Handshake handshake(
            Map<Value, String> when, Map<Value, Template> check, String body) {
        return new Handshake(
                new Handshake.Question(Set.of("POST"), new Condition(when), check),
                new ReplyForm(200, Map.of(), "text/plain", template(body), Handshake.PLAIN_TOKEN),
                Optional.empty(),
                Optional.empty(),
                Pattern.compile(""));
    }

    private static Optional<Verdict> answer(Handshake handshake, InboundRequest request) {
        return handshake.answer(Evidence.of(request), List.of("the secret"));
    }

    private static InboundRequest question(String challenge) {
        return request("{\"type\":\"url_verification\",\"challenge\":\"" + challenge + "\"}");
    }

    private static String text(Optional<Verdict> verdict) {
        Reply reply = ((Verdict.Handshake) verdict.orElseThrow()).reply();
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        return reply.status() + " " + reply.contentType() + " " + body;
    }
}
