package io.tidegate.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong value is named in one line with what to do. */
class LogSettingsTest {

    @Test
    void nothingIsWrongWithWhatIsUnsetOrAllowed() {
        assertThat(LogSettings.problem(Map.of("PATH", "/bin"))).isEmpty();
        assertThat(LogSettings.problem(Map.of("TIDEGATE_LOG_FORMAT", "json"))).isEmpty();
        assertThat(LogSettings.problem(Map.of("TIDEGATE_LOG_LEVEL", "debug"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "", "JSON", "te\nxt"})
    void aWrongFormatIsNamedInOneLine(String value) {
        assertThat(LogSettings.problem(Map.of("TIDEGATE_LOG_FORMAT", value)))
                .contains(
                        "TIDEGATE_LOG_FORMAT is '%s': set it to one of json, text, or unset it"
                                .formatted(value.replace('\n', '_')));
    }

    @Test
    void everyWrongOneIsNamed() {
        assertThat(
                        LogSettings.problem(
                                Map.of("TIDEGATE_LOG_FORMAT", "a", "TIDEGATE_LOG_LEVEL", "b")))
                .get()
                .asString()
                .contains("TIDEGATE_LOG_FORMAT is 'a'", "TIDEGATE_LOG_LEVEL is 'b'")
                .hasLineCount(1);
    }
}
