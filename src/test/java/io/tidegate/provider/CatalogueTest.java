package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    private static final String GOOD =
            """
            id: tide
            name: Tide
            docs: https://tide.example/docs
            verify:
              scheme: hmac
              header: X-Tide
            """;

    @Test
    void theCatalogueHoldsTheProvidersOfThisVersion() {
        assertThat(Recorded.CATALOGUE.ids())
                .contains(
                        "calendly",
                        "github",
                        "gitlab",
                        "gmail",
                        "linear",
                        "paddle",
                        "shopify",
                        "slack",
                        "standard-webhooks",
                        "stripe",
                        "svix",
                        "typeform")
                .isSorted();
        assertThat(Recorded.CATALOGUE.all()).hasSameSizeAs(Recorded.CATALOGUE.ids());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyProviderSaysWhereItsFactsAreFrom(Provider provider) throws IOException {
        String text = Files.readString(Path.of("config/providers", provider.id() + ".yaml"));

        assertThat(provider.file().docs()).startsWith("https://");
        assertThat(provider.file().secret()).isNotBlank();
        assertThat(provider.file().sender().retries()).isNotBlank();
        assertThat(provider.accepted().status()).isBetween(200, 204);
        assertThat(text).startsWith("# ").containsPattern("read\\s+(# )?\\d{4}-\\d\\d-\\d\\d");
        assertThat(provider.isUnverified()).isFalse();
        assertThat(provider).hasToString(provider.file().id());
    }

    static java.util.stream.Stream<Provider> providers() {
        return Recorded.CATALOGUE.all().stream();
    }

    @Test
    void anUnknownIdIsNoProvider() {
        assertThat(Recorded.CATALOGUE.find("tidegate")).isEmpty();
        assertThat(Recorded.CATALOGUE.find("../github")).isEmpty();
        assertThat(Recorded.CATALOGUE.find("custom")).isEmpty();
    }

    @Test
    void filesAreListedFromAJarWithoutFolderEntries(@TempDir Path folder) throws IOException {
        // Given
        Path jar = folder.resolve("tidegate.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("tidegate/providers/a.yaml"));
            out.putNextEntry(new JarEntry("tidegate/providers/b.txt"));
            out.putNextEntry(new JarEntry("other/tidegate/providers/c.yaml"));
        }

        // Then
        assertThat(Catalogue.fileNames(jar)).containsExactly("a.yaml");
        assertThat(Catalogue.fileNames(folder)).isEmpty();
    }

    @Test
    void aGoodFileCompiles() {
        assertThat(Catalogue.compile("tide", GOOD).file().name()).isEqualTo("Tide");
    }

    @Test
    void theIdMustBeTheNameOfTheFile() {
        assertProblems(
                GOOD.replace("id: tide", "id: ebb"), "1: id: must be 'tide', the name of .*");
    }

    @Test
    void everythingWrongIsToldAtOnceWithItsLine() {
        String text =
                """
                id: tide
                name: Tide
                docs: https://tide.example/docs
                verify:
                  - scheme: hmac
                    signed: "{sig:t}.{boddy}"
                  - scheme: hmac
                    header: X-Tide
                    encoding: utf8
                    field: v1
                    timestamp: { from: "headr:x", tolerance: 0s }
                  - scheme: token
                    header: X-Tide
                    from: query:token
                  - scheme: hmac
                    header: X-Tide
                    parse: kv-list
                event:
                  id: jsn:/id
                handshake:
                  - respond: { status: 200 }
                  - when: { "json:type": x }
                    respond: { status: 99, body: "{challenge}" }
                respond:
                  status: 404
                """;

        assertProblems(
                text,
                "5: verify\\[0\\]: needs 'header' or 'from', .*",
                "6: verify\\[0\\].signed: 'boddy' is not a value; .*",
                "9: verify\\[1\\].encoding: must be hex, base64 or base64url: .*",
                "10: verify\\[1\\].field: means nothing here; add 'parse: kv-list', .*",
                "11: verify\\[1\\].timestamp.from: 'headr:x' is not a value; .*",
                "12: verify\\[2\\]: has both 'header' and 'from'; leave one out",
                "15: verify\\[3\\]: needs 'field', the name of the signature .*",
                "19: event.id: 'jsn:/id' is not a value; .*",
                "21: handshake\\[0\\]: needs 'when', or it would take every event .*",
                "22: handshake\\[1\\].when.json:type: json:type must begin with a slash, .*",
                "23: handshake\\[1\\].respond.body: 'challenge' is not a value; .*",
                "23: handshake\\[1\\].respond.status: not an HTTP status: 99",
                "25: respond.status: must be 200 to 299, because the event was accepted");
    }

    @Test
    void aToleranceMustMakeSense() {
        String timestamp = "  timestamp: { from: \"sig:t\", tolerance: 0s }\n";

        assertProblems(
                GOOD + timestamp,
                "7: verify\\[0\\].timestamp.tolerance: must be more than zero .*");
    }

    @Test
    void aProviderMustSayHowItIsVerified() {
        String text = GOOD.substring(0, GOOD.indexOf("verify"));

        assertProblems(text, "1: verify: is required; 'verify: none' lets everybody in");
    }

    private static void assertProblems(String text, String... patterns) {
        assertThatThrownBy(() -> Catalogue.compile("tide", text))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        failure -> {
                            var problems = failure.problems();
                            assertThat(problems).hasSize(patterns.length);
                            for (int i = 0; i < patterns.length; i++) {
                                assertThat(problems.get(i).toString())
                                        .matches("providers/tide.yaml:" + patterns[i]);
                            }
                        });
    }
}
