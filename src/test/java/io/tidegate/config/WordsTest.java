package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final List<String> KNOWN =
            List.of("secrets", "provider", "verify", "maxBody", "to");

    @ParameterizedTest
    @CsvSource({
        "secret, secrets",
        "secrtes, secrets",
        "Provider, provider",
        "MAXBODY, maxBody",
        "max-body, maxBody",
        "verfy, verify",
        "too, to",
    })
    void theWordThatWasMeantIsFound(String written, String meant) {
        assertThat(Words.nearest(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "from", "''"})
    void aWordLikeNoOtherFindsNone(String written) {
        assertThat(Words.nearest(written, KNOWN)).isEmpty();
    }

    @Test
    void ofTwoAsNearTheFirstInTheAlphabetIsTaken() {
        assertThat(Words.nearest("bb", List.of("cb", "ab"))).contains("ab");
    }

    @Test
    void theNearerOfTwoIsTaken() {
        assertThat(Words.nearest("github", List.of("gitlab", "github2"))).contains("github2");
    }

    @Test
    void anUnknownWordIsAnsweredWithTheOneThatWasMeantOrWithAll() {
        assertThat(Words.unknown("key", "secret", KNOWN))
                .isEqualTo("unknown key 'secret'; did you mean 'secrets'?");
        assertThat(Words.unknown("key", "colour", List.of("a", "b")))
                .isEqualTo("unknown key 'colour'; known: a, b");
        assertThat(Words.unknown("source", "x", List.of()))
                .isEqualTo("unknown source 'x'; known: none");
    }
}
