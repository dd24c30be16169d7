package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications in the three chats. */
class ChatActionTest extends HttpFixture {

    private final HttpSink sink = sink();

    private String chat(String kind, String others) {
        return "%s: {url: 'http://127.0.0.1:%d/T0/B0/key?a=b'%s}"
                .formatted(kind, sink.port(), others);
    }

    private static Delivery titled(String title) {
        byte[] body = new JsonObject().put("title", title).toBuffer().getBytes();
        var headers = Headers.of("Content-Type", "text/x", "X-GitHub-Event", "push");
        return Parcels.delivery(headers, body);
    }

    private JsonObject said(String kind, String text, String title) {
        var outcome = attempt(chat(kind, ", text: '" + text + "'"), titled(title));
        assertThat(outcome).isEqualTo(Outcome.delivered());
        return new JsonObject(sink.single().body());
    }

    private static JsonObject block(JsonObject message) {
        return message.getJsonArray("attachments")
                .getJsonObject(0)
                .getJsonObject("content")
                .getJsonArray("body")
                .getJsonObject(0);
    }

    @Test
    void slackGetsATextInWhichTheEventCallsNobody() {
        // When
        var message = said("slack", "*new* <https://x|{.body.title}>", "<!channel> & co");

        // Then
        assertThat(message)
                .isEqualTo(
                        new JsonObject()
                                .put("text", "*new* <https://x|&lt;!channel&gt; &amp; co>"));
        assertThat(sink.single().uri()).isEqualTo("/T0/B0/key?a=b");
        assertThat(sink.single().method()).isEqualTo("POST");
    }

    @Test
    void teamsGetsACardInWhichTheEventHidesNoLink() {
        // When
        var message = said("teams", "**new** {.body.title}", "[pay](http://evil)");

        // Then
        assertThat(message.getString("type")).isEqualTo("message");
        assertThat(message.getJsonArray("attachments").getJsonObject(0).getString("contentType"))
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(block(message).getString("type")).isEqualTo("TextBlock");
        assertThat(block(message).getString("text")).isEqualTo("**new** \\[pay\\](http://evil)");
    }

    @Test
    void discordGetsATextInWhichTheEventIsNoMarkup() {
        // When
        var message = said("discord", "**new** {.body.title}", "@everyone [pay](http://evil)_");

        // Then
        assertThat(message)
                .isEqualTo(
                        new JsonObject(
                                """
                                {"content": "**new** @everyone \\\\[pay\\\\]\\\\(http://evil\\\\)\\\\_",
                                 "allowed_mentions": {"parse": []}}
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams", "discord"})
    void usualTextNamesSourceAndType(String kind) {
        // When
        attempt(chat(kind, ""), Parcels.delivery("not JSON"));

        // Then
        assertThat(sink.single().body()).contains("\"shop: push\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams", "discord"})
    void nothingOfTheSendersRequestGoesThereButTheText(String kind) {
        // When
        attempt(chat(kind, ""), titled("x"));

        // Then
        assertThat(sink.single().headers().names())
                .extracting(it -> it.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("host", "content-length", "content-type", "webhook-id");
        assertThat(sink.single().header("content-type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams", "discord"})
    void chatThatWantsLessIsLeftAloneForAsLongAsItSays(String kind) {
        // Given
        sink.answering(it -> it.response().setStatusCode(429).putHeader("Retry-After", "30").end());

        // Then
        assertThat(attempt(chat(kind, ""), titled("x")))
                .isEqualTo(new Outcome.Retry("429", Duration.ofSeconds(30), Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams", "discord"})
    void textWithoutItsValueIsDead(String kind) {
        assertThat(attempt(chat(kind, ", text: '{.body.name}'"), titled("x")))
                .isEqualTo(Outcome.dead("no value for {.body.name}"));
    }

    @ParameterizedTest
    @EnumSource(Chat.class)
    void textThatIsTooLongIsCutBetweenCharacters(Chat chat) {
        // Given pairs that begin at odd and at even places
        var cuts =
                List.of(
                        chat.cut("\ud83d\ude00".repeat(30_000)),
                        chat.cut("a" + "\ud83d\ude00".repeat(30_000)));

        // Then
        assertThat(cuts)
                .allSatisfy(
                        cut -> {
                            assertThat(cut).endsWith("\u2026");
                            assertThat(new String(cut.getBytes(UTF_8), UTF_8)).isEqualTo(cut);
                            assertThat(cut.length()).isLessThanOrEqualTo(40_000);
                        });
        assertThat(chat.cut("short")).isEqualTo("short");
    }

    @Test
    void wholeMessageToTeamsStaysBelowItsLimit() {
        // When
        said("teams", "{.body.title}", "\u20ac".repeat(50_000));

        // Then
        assertThat(sink.single().body().getBytes(UTF_8)).hasSizeLessThan(28 << 10);
    }
}
