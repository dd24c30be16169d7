package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.DestinationConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that cannot be compiled are found at the start. */
class ActionCheckTest {

    @Test
    void whatCompilesHasNoProblems() {
        assertThat(
                        ActionCheck.problems(
                                DestinationConfigs.parse(
                                        "http: {url: 'http://h/{.body.a}', headers: {x: '{.id}'}}")))
                .isEmpty();
        assertThat(ActionCheck.problems(DestinationConfigs.parse("log: {}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    http: {url: 'http://h/{.body | nope}'} => http.url
                    http: {url: 'http://h/?{.body |}'} => http.url
                    http: {url: 'http://h/', headers: {x: '{.body | range(9)}'}} => http.headers
                    slack: {url: 'http://h/', text: '{.a[}'} => slack.text
                    teams: {url: 'http://h/', text: '{.a[}'} => teams.text
                    discord: {url: 'http://h/', text: '{. | $x}'} => discord.text
                    """)
    void whatDoesNotCompileIsNamedByItsKey(String yaml, String key) {
        assertThat(ActionCheck.problems(DestinationConfigs.parse(yaml))).containsOnlyKeys(key);
    }
}
