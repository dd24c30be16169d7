package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ByteSize;
import io.tidegate.config.FileConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    private static final Duration AGE = Duration.ofHours(1);

    @TempDir Path folder;
    private Instant now = Parcels.NOW;
    private EventFile file = open("w-0");

    private EventFile open(String worker) {
        var config =
                new FileConfig(
                        String.valueOf(folder),
                        "events",
                        new ByteSize(1024),
                        AGE,
                        FileConfig.Sync.NEVER);
        return new EventFile(config, worker, () -> now);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    private void append(int bytes) throws IOException {
        file.append(List.of(("x".repeat(bytes - 1) + "\n").getBytes(UTF_8)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> "" + it.getFileName()).sorted().toList();
        }
    }

    @Test
    void fileIsFinishedWhenItIsLargeEnough() throws IOException {
        // Given
        file = open("w-0");
        append(600);
        append(424);

        // When
        append(10);

        // Then
        assertThat(names())
                .containsExactly("events-w-0-0-20261123T120000Z.jsonl", "events-w-0-0.jsonl");
        assertThat(folder.resolve("events-w-0-0.jsonl")).hasSize(10);
    }

    @Test
    void lineIsNeverDividedBetweenFiles() throws IOException {
        // Given
        file = open("w-0");
        append(1023);

        // When
        append(5000);

        // Then
        assertThat(names()).containsExactly("events-w-0-0.jsonl");
        assertThat(folder.resolve("events-w-0-0.jsonl")).hasSize(6023);
    }

    @Test
    void filesThatAreFinishedInOneSecondAreNumbered() throws IOException {
        // Given
        file = open("w-0");

        // When
        for (int i = 0; i < 4; i++) {
            append(1024);
        }

        // Then
        assertThat(names())
                .containsExactly(
                        "events-w-0-0-20261123T120000Z-2.jsonl",
                        "events-w-0-0-20261123T120000Z-3.jsonl",
                        "events-w-0-0-20261123T120000Z.jsonl",
                        "events-w-0-0.jsonl");
    }

    @Test
    void fileIsFinishedWhenItIsOldEnough() throws IOException {
        // Given
        file = open("w-0");
        append(10);
        now = now.plus(AGE).minusMillis(1);
        append(10);

        // When
        now = now.plusMillis(1);
        append(10);

        // Then
        assertThat(names())
                .containsExactly("events-w-0-0-20261123T130000Z.jsonl", "events-w-0-0.jsonl");
    }

    @Test
    void emptyFileIsNeverTooOld() throws IOException {
        // Given
        file = open("w-0");
        append(10);
        file.close();
        Files.writeString(folder.resolve("events-w-0-0.jsonl"), "");

        // When
        now = now.plus(AGE).plus(AGE);
        append(10);

        // Then
        assertThat(names()).containsExactly("events-w-0-0.jsonl");
    }

    @Test
    void nameOfAWorkerCannotLeaveTheFolder() throws IOException {
        // Given
        file = open("../../etc/x y");

        // When
        append(10);

        // Then
        assertThat(names()).containsExactly("events-.._.._etc_x_y-0.jsonl");
    }
}
