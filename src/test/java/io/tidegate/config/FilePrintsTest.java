package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of any file that a configuration was read from is seen. */
class FilePrintsTest {

    @TempDir Path folder;
    private Path file;
    private Path secret;
    private FilePrints prints;

    @BeforeEach
    void read() throws IOException {
        secret = write("secret", "one");
        file = write("tidegate.yaml", "sources: { a: { secrets: ['${file:" + secret + "}'] } }");
        prints = new FilePrints();
        ConfigFile.read(file, Map.of(), prints);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private boolean isChanged() {
        return !prints.now().equals(prints.then());
    }

    @Test
    void nothingHasChangedWhereTheContentIsTheSame() throws IOException {
        write("secret", "one");
        assertThat(isChanged()).isFalse();
    }

    @Test
    void changedFileIsSeen() throws IOException {
        write("tidegate.yaml", Files.readString(file) + "\n");
        assertThat(isChanged()).isTrue();
    }

    @Test
    void changedSecretIsSeen() throws IOException {
        write("secret", "two");
        assertThat(isChanged()).isTrue();
    }

    @Test
    void fileThatIsGoneOrComesIsSeen() throws IOException {
        Files.delete(secret);
        assertThat(isChanged()).isTrue();
        prints = new FilePrints();
        ConfigFile.read(file, Map.of(), prints);
        assertThat(isChanged()).isFalse();
        write("secret", "one");
        assertThat(isChanged()).isTrue();
    }

    /** As kubelet does with a ConfigMap: the file is a link through a link to a folder. */
    @Test
    void turnedLinkIsSeen() throws IOException {
        // Given
        for (String version : new String[] {"..one", "..two"}) {
            Files.createDirectory(folder.resolve(version));
            write(version + "/linked.yaml", "providers: " + version);
        }
        Path current = folder.resolve("..current");
        Files.createSymbolicLink(current, Path.of("..one"));
        Path linked = folder.resolve("linked.yaml");
        Files.createSymbolicLink(linked, Path.of("..current/linked.yaml"));
        prints = new FilePrints();
        ConfigFile.read(linked, Map.of(), prints);
        assertThat(isChanged()).isFalse();
        // When
        Path next = folder.resolve("..next");
        Files.createSymbolicLink(next, Path.of("..two"));
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
        // Then
        assertThat(isChanged()).isTrue();
    }

    @Test
    void providerFileThatIsChangedAddedOrTakenOutIsSeen() throws IOException {
        // Given
        Path providers = Files.createDirectory(folder.resolve("providers"));
        write("providers/a.yaml", "id: a");
        prints.note(providers);
        assertThat(isChanged()).isFalse();
        // Then
        write("providers/a.yaml", "id: b");
        assertThat(isChanged()).isTrue();
        write("providers/a.yaml", "id: a");
        assertThat(isChanged()).isFalse();
        write("providers/b.yaml", "");
        assertThat(isChanged()).isTrue();
        Files.delete(providers.resolve("b.yaml"));
        Files.delete(providers.resolve("a.yaml"));
        assertThat(isChanged()).isTrue();
    }

    @Test
    void whatWasReadIsNotShown() {
        assertThat(prints.then()).doesNotContain("one");
    }
}
