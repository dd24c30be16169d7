package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations on the page on Redis can be used as they are. */
class RedisPageTest {

    private static final Path PAGE = Path.of("src/docs/redis.md");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir private Path folder;

    @Test
    void everyExampleIsAConfiguration() throws IOException {
        // Given
        Files.writeString(folder.resolve("redis-password"), "word");
        Files.writeString(folder.resolve("sentinel-password"), "word");
        Files.writeString(folder.resolve("redis-ca.pem"), SelfSigned.certificatePem());
        Files.writeString(folder.resolve("client.pem"), SelfSigned.certificatePem());
        Files.writeString(folder.resolve("client.key"), SelfSigned.keyPem());
        // When
        List<String> examples =
                YAML.matcher(Files.readString(PAGE))
                        .results()
                        .map((MatchResult it) -> it.group(1))
                        .map(it -> it.replace("/run/secrets/", folder + "/"))
                        .map(it -> it.replace("/etc/tidegate/", folder + "/"))
                        .toList();
        // Then
        assertThat(examples).hasSizeGreaterThan(2);
        assertThat(examples).allSatisfy(it -> assertThat(Catalogue.problemsOf(it)).isEmpty());
    }
}
