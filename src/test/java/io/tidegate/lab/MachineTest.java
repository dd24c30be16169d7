package io.tidegate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidegate.testing.RedisServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a server whose machine fails, as far as this computer can do it. */
class MachineTest {

    private final Machine machine = Machine.frail();
    private RedisServer server = new RedisServer();

    private void start(String sync) {
        server = machine.server("--appendonly", "yes", "--appendfsync", sync);
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        machine.close();
    }

    @Test
    void powerCutTakesWhatWasNotSynced() {
        // Given
        assumeThat(machine.power()).isPresent();
        start("no");
        server.command("SET", "a", "1");
        // When
        cutPower();
        // Then
        assertThat(server.command("GET", "a")).isEmpty();
    }

    @Test
    void powerCutLeavesWhatWasSynced() {
        // Given
        assumeThat(machine.power()).isPresent();
        start("always");
        server.command("SET", "a", "1");
        // When
        cutPower();
        // Then
        assertThat(server.command("GET", "a")).isEqualTo("1");
    }

    private void cutPower() {
        server.kill();
        machine.power().orElseThrow().cut(server.home());
        server.start();
    }

    @Test
    void fullDiskTakesNothingUntilThereIsRoom() {
        // Given
        assumeThat(machine.disk()).isPresent();
        start("everysec");
        var disk = machine.disk().orElseThrow();
        // When
        disk.fill();
        // Then
        String much = "x".repeat(10_000);
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThatThrownBy(() -> server.command("SET", "a", much))
                                        .hasMessageContaining("MISCONF"));
        disk.free();
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> server.command("SET", "a", "1").equals("OK"));
    }

    @Test
    void clockOfTheServerGoesAsFarWrongAsItIsSet() {
        // Given
        assumeThat(machine.clocks()).isNotEmpty();
        start("no");
        long before = seconds();
        // When
        machine.clocks().get(0).set(Duration.ofHours(-1));
        // Then
        assertThat(seconds() - before).isBetween(-3_600L, -3_500L);
    }

    private long seconds() {
        return server.command("TIME").lines().mapToLong(Long::parseLong).findFirst().orElseThrow();
    }
}
