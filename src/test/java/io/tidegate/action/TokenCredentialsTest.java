package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a token is asked for, and when not. */
class TokenCredentialsTest {

    private static final Instant START = Parcels.NOW;

    private final SetClock clock = new SetClock();
    private final List<Promise<Token>> asked = new ArrayList<>();
    private final TokenCredentials credentials = new TokenCredentials(this::ask, clock);

    private Future<Token> ask() {
        Promise<Token> answer = Promise.promise();
        asked.add(answer);
        return answer.future();
    }

    /** Answers the last question with a token that lives for ten minutes. */
    private void give(String value) {
        last().complete(read(value, 600));
    }

    private Token read(String value, int seconds) {
        String answer = "{\"access_token\":\"%s\",\"expires_in\":%d}".formatted(value, seconds);
        return Token.read(Buffer.buffer(answer), clock.instant());
    }

    private Promise<Token> last() {
        return asked.get(asked.size() - 1);
    }

    private String current() {
        return credentials.current().result();
    }

    @Test
    void allWhoWaitGetTheOneToken() {
        // Given
        var first = credentials.current();
        var second = credentials.current();

        // When
        give("a");

        // Then
        assertThat(first.result()).isEqualTo("Bearer a");
        assertThat(second.result()).isEqualTo("Bearer a");
        assertThat(current()).isEqualTo("Bearer a");
        assertThat(asked).hasSize(1);
    }

    @Test
    void tokenInItsLastMinuteIsUsedWhileTheNextIsFetched() {
        // Given
        credentials.current();
        give("a");
        clock.pass(Duration.ofMinutes(9));

        // Then
        assertThat(current()).isEqualTo("Bearer a");
        assertThat(current()).isEqualTo("Bearer a");
        assertThat(asked).hasSize(2);
        give("b");
        assertThat(current()).isEqualTo("Bearer b");
    }

    @Test
    void renewalThatFailsLeavesTheOldTokenUntilItExpires() {
        // Given
        credentials.current();
        give("a");
        clock.pass(Duration.ofMinutes(9));
        credentials.current();
        last().fail("away");

        // Then
        assertThat(current()).isEqualTo("Bearer a");
        assertThat(asked).hasSize(2);
        clock.pass(Duration.ofMinutes(1));
        assertThat(credentials.current().isComplete()).isFalse();
        assertThat(asked).hasSize(3);
    }

    @Test
    void afterAFailureNobodyAsksForAWhile() {
        // Given
        var first = credentials.current();
        last().fail("away");

        // Then
        assertThat(first.failed()).isTrue();
        assertThat(credentials.current().cause()).hasMessage("away");
        assertThat(asked).hasSize(1);
        clock.pass(TokenCredentials.PAUSE);
        credentials.current();
        assertThat(asked).hasSize(2);
    }

    @Test
    void refusedTokenIsReplacedAndNotAskedForTwice() {
        // Given
        credentials.current();
        give("a");

        // When
        var first = credentials.insteadOf("Bearer a");
        var second = credentials.insteadOf("Bearer a");

        // Then
        assertThat(asked).hasSize(2);
        assertThat(second).isEmpty();
        give("b");
        assertThat(first.map(Future::result)).contains("Bearer b");
        assertThat(credentials.insteadOf("Bearer a").map(Future::result)).contains("Bearer b");
        assertThat(asked).hasSize(2);
    }

    @Test
    void freshTokenThatIsRefusedTooIsNotReplacedAtOnce() {
        // Given
        credentials.current();
        give("a");
        credentials.insteadOf("Bearer a");
        give("b");

        // Then
        assertThat(credentials.insteadOf("Bearer b")).isEqualTo(Optional.empty());
        clock.pass(TokenCredentials.REFUSAL_PAUSE);
        assertThat(credentials.insteadOf("Bearer b")).isPresent();
        assertThat(asked).hasSize(3);
    }

    @Test
    void lifetimeIsWhatTheServerSaysWithinReason() {
        assertThat(read("a", 600).renewAt()).isEqualTo(START.plusSeconds(540));
        assertThat(read("a", 40).renewAt()).isEqualTo(START.plusSeconds(30));
        assertThat(read("a", 0).expiresAt()).isEqualTo(START);
        assertThat(read("a", 999_999_999).expiresAt()).isEqualTo(START.plusSeconds(86_400));
        assertThat(Token.read(Buffer.buffer("{\"access_token\":\"a\"}"), START).expiresAt())
                .isEqualTo(START.plusSeconds(3_600));
    }

    @Test
    void tokenIsNotShown() {
        assertThat(read("geheim", 600).toString()).doesNotContain("geheim");
        assertThat(Credentials.fixed("geheim").toString()).doesNotContain("geheim");
    }
}
