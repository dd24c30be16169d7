package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that lie in files are read again. */
class SecretTest {

    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("password");
        Files.writeString(file, "first\n");
    }

    @Test
    void secretOfAFileBecomesWhatTheFileHolds() throws IOException {
        // Given
        Secret secret = bound("a-${file:" + file + "}-z");
        // When
        Files.writeString(file, "second\n");
        // Then
        assertThat(secret.value()).isEqualTo("a-first-z");
        assertThat(secret.renewed().value()).isEqualTo("a-second-z");
    }

    @Test
    void renewedSecretCanBeRenewed() throws IOException {
        // Given
        Files.writeString(file, "second");
        Secret second = bound("${file:" + file + "}").renewed();
        // When
        Files.writeString(file, "third");
        // Then
        assertThat(second.value()).isEqualTo("second");
        assertThat(second.renewed().value()).isEqualTo("third");
    }

    @Test
    void secretStaysWhileItsFileIsGoneOrEmpty() throws IOException {
        // Given
        Secret secret = bound("${file:" + file + "}");
        // When, Then
        Files.delete(file);
        assertThat(secret.renewed().value()).isEqualTo("first");
        Files.writeString(file, "");
        assertThat(secret.renewed().value()).isEqualTo("first");
    }

    @Test
    void secretOfNoFileStays() {
        // Given
        Secret secret = bound("plain");
        // Then
        assertThat(secret.isRenewable()).isFalse();
        assertThat(secret.renewed()).isSameAs(secret);
    }

    @Test
    void secretsAreEqualByTheirText() {
        assertThat(bound("${file:" + file + "}"))
                .isEqualTo(new Secret("first"))
                .hasSameHashCodeAs(new Secret("first"))
                .isNotEqualTo(new Secret("second"))
                .hasToString("***");
    }

    private static Secret bound(String written) {
        var bound =
                Bound.of(
                        RedisConfig.class,
                        new References(Map.of(), new FilePrints()),
                        "uri: redis://h",
                        "password: " + written);
        assertThat(bound.problems()).isEmpty();
        return bound.value().orElseThrow().password();
    }
}
