package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that has nothing to do asks next to nothing, however many destinations it has. */
class IdleGatewayIT {

    private static final int DESTINATIONS = 200;
    private static final int MOST_A_SECOND = 20;
    private static final int SECONDS = Integer.getInteger("tidegate.phase", 10);

    /** Until it has its shards it is not idle. */
    private static final Duration STARTING = Duration.ofSeconds(5);

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    @TempDir Path folder;

    @Test
    void idleGatewayOfTwoHundredDestinationsSendsUnderTwentyCommandsASecond() {
        try (var gateway = new GatewayProcess(folder, configuration())) {
            // Given
            gateway.start();
            REDIS.countCommands(STARTING);

            // When
            var commands = REDIS.countCommands(Duration.ofSeconds(SECONDS));

            // Then
            double aSecond = commands.values().stream().mapToInt(it -> it).sum() / (double) SECONDS;
            System.out.printf(
                    "idle gateway, %d destinations: %.1f commands/s %s%n",
                    DESTINATIONS, aSecond, commands);
            assertThat(aSecond).isLessThan(MOST_A_SECOND);
        }
    }

    private static String configuration() {
        return """
        redis: { uri: "%s" }
        sources:
          github: { provider: github, secrets: [idle-gateway-secret-0123456789] }
        destinations:
        %s
        routes:
          all: { from: [github], to: [d0] }
        """
                .formatted(
                        REDIS.uri(),
                        IntStream.range(0, DESTINATIONS)
                                .mapToObj(IdleGatewayIT::destination)
                                .collect(Collectors.joining("\n")));
    }

    /** Every second one keeps an order. */
    private static String destination(int i) {
        String order = i % 2 == 0 ? ", order: .body.number" : "";
        return "  d" + i + ": { log: {}" + order + " }";
    }
}
