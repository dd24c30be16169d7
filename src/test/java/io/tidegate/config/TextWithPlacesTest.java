package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWithPlacesTest {

    /** The pieces, those that are places between angle brackets. */
    private static String pieces(String text) {
        return TextWithPlaces.parse(text).pieces().stream()
                .map(it -> it.isPlace() ? "<" + it.text() + ">" : it.text())
                .collect(Collectors.joining("+"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    plain => plain
                    `` => ``
                    {id} => <.id>
                    a{source}{type}b => a+<.source>+<.type>+b
                    {provider}-{receivedAt} => <.provider>+-+<.receivedAt>
                    {.body.a}/{.body.b} => <.body.a>+/+<.body.b>
                    {.} => <.>
                    {. | {a: .b} | .a}x => <. | {a: .b} | .a>+x
                    {.a // "}"}y => <.a // "}">+y
                    {.a // "\\"}"}y => <.a // "\\"}">+y
                    {"a": 1} => {"a": 1}
                    {"a": {.b}} => {"a": +<.b>+}
                    { id } => { id }
                    {{id}} => {+<.id>+}
                    {1}{} => {1}{}
                    {id => {id
                    }{ => }{
                    """)
    void placesAreNamesAndProgramsAndNoOtherBraces(String text, String pieces) {
        assertThat(pieces(text)).isEqualTo(pieces);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    a{typ} => unknown place 'typ'; did you mean 'type'?
                    {.a => '{.' has no '}'
                    {.a " => '{.' has no '}'
                    {.a {} => '{.' has no '}'
                    """)
    void placeThatCannotBeMeantIsRefused(String text, String problem) {
        assertThatThrownBy(() -> TextWithPlaces.parse(text)).hasMessage(problem);
        assertThat(TextWithPlaces.problem(text)).contains(problem);
    }
}
