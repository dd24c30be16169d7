package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {

    private final List<String> problems = new ArrayList<>();
    private final References references =
            new References(
                    Map.of("NAME", "value", "EMPTY", "", "NESTED", "${NAME}"), new FilePrints());

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "'' | ''",
                "${NAME} | value",
                "a-${NAME}-b-${NAME} | a-value-b-value",
                "${NAME:other} | value",
                "${UNSET:other} | other",
                "${UNSET:} | ''",
                "${UNSET:redis://host:1/2} | redis://host:1/2",
                "${EMPTY} | ''",
                "${EMPTY:other} | ''",
                "${NESTED} | ${NAME}",
                "$${NAME} | ${NAME}",
                "a$${NAME}b${NAME} | a${NAME}bvalue",
                "$$${NAME} | $${NAME}",
                "$NAME $ {NAME} $ | $NAME $ {NAME} $",
            })
    void referencesBecomeWhatTheyStandFor(String written, String meant) {
        // When
        String text = references.expand(written, problems::add);
        // Then
        assertThat(problems).isEmpty();
        assertThat(text).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${UNSET} | environment variable UNSET is not set; set it, or give a default:"
                        + " ${UNSET:default}",
                "${NAME | '''${'' has no ''}''; write $${ if the text itself is meant'",
                "${} | '''${}'' is not ${NAME}, ${NAME:default} or ${file:/path}; write $${ if the"
                        + " text itself is meant'",
                "${a-b} | '''${a-b}'' is not ${NAME}, ${NAME:default} or ${file:/path}; write $${"
                        + " if the text itself is meant'",
                "${file:here} | cannot read here: the path must be absolute",
                "${file:/no/such} | cannot read /no/such: no such file",
                "${file:/} | 'cannot read /: a directory, not a file'",
            })
    void whatCannotBeReplacedIsToldWithItsName(String written, String problem) {
        // When
        references.expand(written, problems::add);
        // Then
        assertThat(problems).containsExactly(problem);
    }

    @Test
    void everyMissingVariableOfAValueIsTold() {
        // When
        references.expand("${A}${NAME}${B}", problems::add);
        // Then
        assertThat(problems).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'s3cret', s3cret",
        "'s3cret\n', s3cret",
        "'s3cret\r\n', s3cret",
        "' a \n\n', ' a \n'"
    })
    void aFileGivesItsTextLessTheLineBreakAtItsEnd(String content, String meant)
            throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("secret"), content);
        // When
        String text = references.expand("x${file:" + file + "}y", problems::add);
        // Then
        assertThat(problems).isEmpty();
        assertThat(text).isEqualTo("x" + meant + "y");
    }

    @Test
    void aFileOfOtherThanTextIsRefusedWithoutItsContent() throws IOException {
        // Given
        Path file = Files.write(folder.resolve("b"), new byte[] {'a', '\n', 'k', (byte) 0xFF});
        // When
        references.expand("${file:" + file + "}", problems::add);
        // Then
        assertThat(problems)
                .containsExactly("cannot read " + file + ": not UTF-8 text, as line 2 shows");
    }

    @Test
    void aFileTooLongForASecretIsRefused() throws IOException {
        // Given
        Path file = Files.write(folder.resolve("long"), new byte[(64 << 10) + 1]);
        // When
        references.expand("${file:" + file + "}", problems::add);
        // Then
        assertThat(problems).containsExactly("cannot read " + file + ": larger than 64KiB");
    }

    @Test
    void valuesAreNotShown() {
        assertThat(references).asString().contains("NAME").doesNotContain("value");
    }
}
