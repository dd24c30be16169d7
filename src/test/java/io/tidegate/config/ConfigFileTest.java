package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    @TempDir private Path folder;

    @Test
    void aFileThatIsNotThereIsNamed() {
        refused(folder.resolve("absent.yaml"), ": cannot read the configuration: no such file");
    }

    @Test
    void aFolderIsNotAFile() {
        refused(folder, ": cannot read the configuration: a directory, not a file");
    }

    @Test
    void anEmptyFileIsNotTakenForAConfiguration() throws IOException {
        refused(written(""), ": the file is empty; it needs at least one key");
        refused(written("# nothing\n"), ": the file is empty; it needs at least one key");
    }

    @Test
    void aFileInAnotherEncodingIsRefusedWithTheLine() throws IOException {
        // Given
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "public:\n  host: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        // Then
        refused(file, ": cannot read the configuration: not UTF-8 text, as line 2 shows");
    }

    @Test
    void aFileTooLargeIsRefused() throws IOException {
        refused(
                written("a".repeat((1 << 20) + 1)),
                ": cannot read the configuration: larger than 1MiB");
    }

    @Test
    void whatIsNotYamlIsRefusedWithTheLine() throws IOException {
        refused(
                written("public:\n  port: 1\n host: x\n"),
                ":3: not valid YAML: while parsing a block mapping, expected <block end>, but found"
                        + " '<block mapping start>'");
    }

    @Test
    void aSecondDocumentIsRefused() throws IOException {
        refused(
                written("public: {}\n---\npublic: {}\n"),
                ":2: not valid YAML: expected a single document in the stream, but found another"
                        + " document");
    }

    @Test
    void aCharacterThatYamlForbidsIsRefused() throws IOException {
        refused(
                written("public:\n  host: \u0001\n"),
                ":2: not valid YAML: the character U+0001 is not allowed");
    }

    @Test
    void aDocumentNestedTooDeepIsRefused() throws IOException {
        refused(written("a: " + "[".repeat(40)), ": not valid YAML: Nesting Depth exceeded max 30");
    }

    @Test
    void aDocumentOfTooManyAliasesIsRefused() throws IOException {
        refused(
                written("a: &a [x]\nb: [" + "*a,".repeat(60) + "]"),
                ": not valid YAML: Number of aliases for non-scalar nodes exceeds the specified"
                        + " max=50");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        // When
        var file = ConfigFile.read(written("\uFEFFpublic: {port: 81}"), Map.of());
        // Then
        assertThat(file.check(Set.of()).publicPort().port()).isEqualTo(81);
    }

    @Test
    void theEnvironmentIsWhatTheCallerSaysItIs() throws IOException {
        // When
        var file = ConfigFile.read(written("public: {port: '${P}'}"), Map.of("P", "82"));
        // Then
        assertThat(file.check(Set.of()).publicPort().port()).isEqualTo(82);
    }

    @Test
    void problemsOfAllKindsComeTogetherInTheOrderOfTheFile() {
        // When
        var problems =
                Catalogue.problemsOf(
                        """
                        routes:
                          a: {from: [nobody], to: [log]}
                        destinations:
                          log: {log: {}, timeout: soon}
                        sources:
                          s: {provider: githab, secrets: ["${S}"]}
                        publik: {}
                        public: {port: 70000}
                        """);
        // Then
        assertThat(problems)
                .containsExactly(
                        "t.yaml:2: routes.a.from[0]: unknown source 'nobody'; known: s",
                        "t.yaml:4: destinations.log.timeout: 'soon' is not a duration; write it"
                                + " like 250ms, 5s, 10m, 6h or 3d",
                        "t.yaml:6: sources.s.provider: unknown provider 'githab'; did you mean"
                                + " 'github'? 'tidegate providers' lists them",
                        "t.yaml:6: sources.s.secrets[0]: environment variable S is not set; set"
                                + " it, or give a default: ${S:default}",
                        "t.yaml:7: publik: unknown key 'publik'; did you mean 'public'?",
                        "t.yaml:8: public.port: must be 0 to 65535, not 70000");
    }

    @Test
    void whatFollowsFromAnotherProblemIsNotTold() {
        // When
        var problems =
                Catalogue.problemsOf(
                        """
                        sources:
                          s: {provider: github, secrets: ["${S}"]}
                        destinations:
                          d: {htpp: {url: "http://x"}}
                          e: {http: {url: nowhere}}
                        routes:
                          r: {from: ["${T}"], to: [d, e]}
                          t: {from: s, to: [d, e]}
                        """);
        // Then
        assertThat(problems)
                .hasSize(4)
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("t.yaml:2: sources.s.secrets[0]: "),
                        it -> assertThat(it).startsWith("t.yaml:4: destinations.d.htpp: "),
                        it -> assertThat(it).startsWith("t.yaml:5: destinations.e.http.url: "),
                        it -> assertThat(it).startsWith("t.yaml:7: routes.r.from[0]: "));
    }

    @Test
    void aFileWithProblemsDoesNotBecomeAConfiguration() {
        // Given
        var file = ConfigFile.parse("t.yaml", "public: {port: x}\nadmin: {port: y}", Map.of());
        // Then
        assertThatThrownBy(() -> file.check(Set.of()))
                .isInstanceOfSatisfying(
                        ConfigException.class, it -> assertThat(it.problems()).hasSize(2))
                .hasMessage(
                        "t.yaml:1: public.port: 'x' is not a whole number\n"
                                + "t.yaml:2: admin.port: 'y' is not a whole number");
        assertThat(file.draft().publicPort().port()).isEqualTo(8080);
    }

    @Test
    void aLaterProblemGetsTheLineOfItsValue() {
        // Given
        var file =
                ConfigFile.parse(
                        "t.yaml",
                        "routes:\n  x:\n    from: [a]\n    when: |\n      .a\n    to: b",
                        Map.of());
        // Then
        assertThat(file.problem("routes.x.when", "is odd"))
                .hasToString("t.yaml:4: routes.x.when: is odd");
        assertThat(file.problem("routes.x.transform", "is odd"))
                .hasToString("t.yaml:2: routes.x.transform: is odd");
        assertThat(file.problem("routes.x.to[0]", "is odd"))
                .hasToString("t.yaml:6: routes.x.to[0]: is odd");
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("t.yaml"), text);
    }

    private static void refused(Path file, String problem) {
        assertThatThrownBy(() -> ConfigFile.read(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + problem);
    }
}
