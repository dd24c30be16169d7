package io.tidegate.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.store.StoreException;
import io.tidegate.testing.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the file after whatever may happen to it. */
class JournalFileTest {

    private static final int EMPTY = "tidegate journal 1\n".length();

    @TempDir Path folder;
    private Path path = Path.of("none");

    @BeforeEach
    void choose() {
        path = folder.resolve("new").resolve("journal");
    }

    @Test
    void recordsAreThereInOrderAfterTheProcessWasReplaced() throws IOException {
        // When
        try (var file = JournalFile.open(path)) {
            file.add(List.of(bytes("a"), bytes("")));
            file.add(List.of(bytes("c")));
        }
        // Then
        assertThat(texts()).containsExactly("a", "", "c");
    }

    @Test
    void whateverIsMissingAtTheEndOnlyTheTornRecordIsLostAndPutAside() throws IOException {
        // Given
        write("first", "second");
        byte[] whole = Files.readAllBytes(path);
        int second = EMPTY + 8 + "first".length();
        for (int length = second + 1; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            // When, Then
            assertThat(texts()).as("cut to " + length).containsExactly("first");
            assertThat(Files.size(path)).isEqualTo(second);
            byte[] aside = Files.readAllBytes(takeAside());
            assertThat(aside).isEqualTo(Arrays.copyOfRange(whole, second, length));
        }
    }

    private Path takeAside() throws IOException {
        try (Stream<Path> files = Files.list(path.resolveSibling(""))) {
            Path aside = files.filter(it -> it.toString().endsWith(".cut")).findAny().orElseThrow();
            Path taken = folder.resolve("aside");
            Files.deleteIfExists(taken);
            return Files.move(aside, taken);
        }
    }

    @Test
    void spaceThatWasNeverWrittenToHoldsNoRecords() throws IOException {
        // Given a file system that had made the file longer when the power went
        write("first");
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length + 64));
        // When, Then
        assertThat(texts()).containsExactly("first");
        assertThat(Files.size(path)).isEqualTo(whole.length);
    }

    @Test
    void tornFileGoesOnWithWholeRecords() throws IOException {
        // Given
        write("first", "second");
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), (int) Files.size(path) - 1));
        // When
        write("third");
        // Then
        assertThat(texts()).containsExactly("first", "third");
    }

    @Test
    void everyFlippedBitIsDetected() throws IOException {
        // Given
        write("first", "second");
        byte[] whole = Files.readAllBytes(path);
        int second = EMPTY + 8 + "first".length();
        for (int i = second; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 4;
            Files.write(path, damaged);
            // When, Then
            assertThat(texts()).as("byte " + i).containsExactly("first");
            takeAside();
        }
    }

    @Test
    void fileIsCutWhenTheLastRecordIsTaken() throws IOException {
        // Given
        write("a", "b", "c");
        try (var file = JournalFile.open(path)) {
            // When
            file.remove(2);
            assertThat(file.first(10)).containsExactly(bytes("c"));
            assertThat(file.length()).isGreaterThan(EMPTY);
            file.remove(1);
            // Then
            assertThat(file.count()).isZero();
            assertThat(file.length()).isEqualTo(EMPTY);
            file.add(List.of(bytes("d")));
        }
        assertThat(texts()).containsExactly("d");
    }

    @Test
    void whoDiesWhileTakingFindsThemAllAgain() throws IOException {
        // Given
        write("a", "b");
        try (var file = JournalFile.open(path)) {
            file.remove(1);
        }
        // Then
        assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void noMoreThanIsAskedForIsRead() throws IOException {
        write("a", "b", "c");
        try (var file = JournalFile.open(path)) {
            assertThat(file.first(2)).containsExactly(bytes("a"), bytes("b"));
        }
    }

    @Test
    void onlyOneMayHaveItOpen() throws IOException {
        try (var first = JournalFile.open(path)) {
            assertThat(first.count()).isZero();
            assertThatThrownBy(() -> JournalFile.open(path))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another gateway uses the journal")
                    .hasMessageContaining("store.journal.path");
        }
        JournalFile.open(path).close();
    }

    @Test
    void fileOfSomethingElseIsLeftAlone() throws IOException {
        // Given
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, "something that somebody may still need\n");
        // When, Then
        assertThatThrownBy(() -> JournalFile.open(path)).hasMessageContaining("is no journal");
        assertThat(path).hasContent("something that somebody may still need\n");
    }

    @Test
    void eventComesBackByteForByte() throws IOException {
        // Given
        var event = Events.event("shop", "k-ü", "\0\u00ff{}\r\n");
        // When
        var again = JournalCodec.decode(JournalCodec.encode(event));
        // Then
        assertThat(again).usingRecursiveComparison().isEqualTo(event);
    }

    @Test
    void whatIsNoEventIsAnError() {
        assertThatThrownBy(() -> JournalCodec.decode(new byte[] {9}))
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> JournalCodec.decode(new byte[20])).isInstanceOf(IOException.class);
    }

    private void write(String... texts) throws IOException {
        try (var file = JournalFile.open(path)) {
            file.add(Stream.of(texts).map(JournalFileTest::bytes).toList());
        }
    }

    private List<String> texts() throws IOException {
        try (var file = JournalFile.open(path)) {
            return file.first(100).stream()
                    .map(it -> new String(it, StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
