package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.config.ByteSize;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.ExecConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ExecActionTest extends ActionContract {

    @TempDir Path folder;

    @Override
    DestinationConfig working() {
        return shell("cat > $(mktemp -p . $(date +%s%N)-XXXXXX)", LONG);
    }

    private DestinationConfig shell(String script, Duration timeout) {
        return DestinationConfigs.of(
                exec(List.of("sh", "-c", script), Map.of(), new ByteSize(1000)), timeout);
    }

    private ExecConfig exec(
            List<String> command, Map<String, Secret> environment, ByteSize maxOutput) {
        return new ExecConfig(command, String.valueOf(folder), environment, maxOutput, true);
    }

    @Override
    List<String> taken() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ExecActionTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Optional<DestinationConfig> silent() {
        return Optional.of(shell("exec sleep 30", SHORT));
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.empty();
    }

    @Test
    void programThatDoesNotExistIsTriedAFewTimes() {
        // Given
        var exec = exec(List.of("/no/such/program"), Map.of(), new ByteSize(0));

        // Then
        assertThat(attempt(DestinationConfigs.of(exec, LONG), Parcels.delivery("x")))
                .isEqualTo(Failure.hardlyPassing("program cannot be started"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 66, 75, 127})
    void programThatFailsIsRunAgain(int code) {
        assertThat(attempt(shell("exit " + code, LONG), Parcels.delivery("x")))
                .isEqualTo(Outcome.retry("exit " + code));
    }

    @Test
    void programThatRefusesItsInputIsNotRunAgain() {
        assertThat(attempt(shell("exit 65", LONG), Parcels.delivery("x")))
                .isEqualTo(Outcome.dead("exit 65"));
    }

    @Test
    void argumentsAreReadByNoShell() {
        // Given
        var exec = exec(List.of("touch", "a b; $(id)"), Map.of(), new ByteSize(0));

        // When
        attempt(DestinationConfigs.of(exec, LONG), Parcels.delivery("x"));

        // Then
        assertThat(folder.resolve("a b; $(id)")).exists();
    }

    @Test
    void inputIsThePayloadByteForByte() throws IOException {
        // Given
        var binary = new byte[300_000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }

        // When
        attempt(shell("cat > out", LONG), Parcels.delivery(Headers.none(), binary));

        // Then
        assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(binary);
    }

    @Test
    void programThatDoesNotReadItsInputIsDelivered() {
        assertThat(
                        attempt(
                                shell("exit 0", LONG),
                                Parcels.delivery(Headers.none(), new byte[1 << 20])))
                .isEqualTo(Outcome.delivered());
    }

    @Test
    void environmentTellsOfTheEventAndOfNothingElse() {
        // Given
        var headers = Headers.of("X-Event", "a\0b", "Content-Type", "text/x", "Authorization", "t");
        var exec =
                exec(
                        List.of("sh", "-c", "env > out"),
                        Map.of("TOKEN", new Secret("s3cret")),
                        new ByteSize(0));

        // When
        attempt(
                DestinationConfigs.of(exec, LONG),
                Parcels.delivery(headers, "x".getBytes(UTF_8)).next());

        // Then
        assertThat(read(folder.resolve("out")).lines())
                .contains(
                        "TIDEGATE_WEBHOOK_ID=7-1763900000000-3",
                        "TIDEGATE_SOURCE=shop",
                        "TIDEGATE_TYPE=push",
                        "TIDEGATE_ATTEMPT=2",
                        "TIDEGATE_RECEIVED_AT=2026-11-23T11:59:58Z",
                        "TIDEGATE_CONTENT_TYPE=text/x",
                        "TIDEGATE_HEADER_X_EVENT=ab",
                        "TOKEN=s3cret",
                        "PATH=" + System.getenv("PATH"))
                .allMatch(it -> it.matches("(TIDEGATE_|TOKEN|PATH|HOME|LANG|TZ|TMPDIR|PWD|_).*"))
                .noneMatch(it -> it.startsWith("TIDEGATE_HEADER_AUTHORIZATION"));
    }

    @Test
    void programThatTakesTooLongIsEndedWithAllItsChildren() {
        // Given
        var script = "sleep 30 & echo $! > child; echo $$ > self; wait";

        // When
        var outcome = attempt(shell(script, Duration.ofSeconds(1)), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("timeout after 1s"));
        Awaitility.await().until(() -> isGone("self") && isGone("child"));
    }

    private boolean isGone(String file) {
        long pid = Long.parseLong(read(folder.resolve(file)).strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    @Test
    void childThatOutlivesItsProgramHoldsNothingUp() {
        assertThat(attempt(shell("sleep 5 & exit 0", Duration.ofSeconds(4)), Parcels.delivery("x")))
                .isEqualTo(Outcome.delivered());
    }

    @Test
    void outputIsReadToItsEndAndItsBeginningIsLogged() {
        // Given
        var logger = (Logger) LoggerFactory.getLogger(ExecAction.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(lines);

        // When
        var outcome = attempt(shell("yes | head -c 500000", LONG), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        var pairs =
                lines.list.get(0).getKeyValuePairs().stream()
                        .collect(Collectors.toMap(it -> it.key, it -> "" + it.value));
        assertThat(pairs).containsEntry("exit", "0").containsEntry("destination", "d");
        assertThat(pairs.get("output")).hasSize(1000).startsWith("y\ny\n");
        logger.detachAppender(lines);
    }

    @Test
    void nothingIsLeftOfTheInput() throws IOException {
        // Given
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

        // When
        attempt(shell("readlink /proc/self/fd/0 > out", LONG), Parcels.delivery("x"));

        // Then its name is gone, though the program may have been faster than its removal
        String input = read(folder.resolve("out")).strip().replace(" (deleted)", "");
        assertThat(Path.of(input)).startsWithRaw(temporary).doesNotExist();
    }
}
