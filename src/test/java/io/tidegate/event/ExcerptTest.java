package io.tidegate.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How much of an answer is kept. */
class ExcerptTest {

    @Test
    void answerIsKeptUpToItsLimit() {
        assertThat(Excerpt.of(new byte[4_096]).bytes()).hasSize(4_096);
        assertThat(Excerpt.of(new byte[4_097]).bytes()).hasSize(4_096);
        assertThat(Excerpt.of(new byte[0])).isSameAs(Excerpt.NONE);
    }

    @Test
    void lessOfItCanBeKept() {
        var excerpt = Excerpt.of("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(excerpt.first(2)).isEqualTo(Excerpt.of(new byte[] {'a', 'b'}));
        assertThat(excerpt.first(3)).isSameAs(excerpt);
    }

    @Test
    void whatWasAnsweredIsNotInTheText() {
        var setback = new Setback("500", Excerpt.of("secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(setback.toString()).contains("500").doesNotContain("secret");
    }
}
