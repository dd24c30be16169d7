package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RecordingSink;
import io.tidegate.testing.RedisServer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed while Redis is away and its journal is full. */
class JournalIT {

    private static final String CONFIGURATION =
            """
            redis: { uri: "%s" }
            store: { journal: { path: journal, bytes: 256KiB }, hold: { time: 200ms } }
            sources: { any: { verify: none } }
            destinations: { sink: { http: { url: "%s" } } }
            routes: { all: { from: [any], to: [sink] } }
            """;

    @TempDir Path folder;

    @Test
    void everythingAcceptedWhileRedisWasAwayIsDeliveredAfterKillNine() throws Exception {
        try (var redis = new RedisServer("--appendonly", "yes");
                var sink = new RecordingSink()) {
            // Given a gateway whose journal is full, because Redis has ended
            redis.start();
            var configuration = CONFIGURATION.formatted(redis.uri(), sink.url());
            try (var gateway = new GatewayProcess(folder, configuration).start()) {
                assertThat(post(gateway, "first")).isEqualTo(202);
                redis.kill();
                Set<String> accepted = fillJournal(gateway);
                assertThat(gateway.admin("/health/ready").body()).contains("\"journal\":\"full\"");

                // When it is killed within a write, and started again with Redis
                gateway.kill();
                Files.write(
                        folder.resolve("journal"),
                        new byte[] {0, 0, 1, 0, 7, 7},
                        StandardOpenOption.APPEND);
                redis.start();
                gateway.start();

                // Then each accepted event is delivered
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> hashes(sink).containsAll(accepted));
                assertThat(accepted).hasSizeGreaterThan(20);
                assertThat(gateway.log()).contains("journal ends within a record");
                Awaitility.await()
                        .until(() -> gateway.meter("tidegate_journal_events").orElse(-1) == 0);
                assertThat(post(gateway, "last")).isEqualTo(202);
            }
        }
    }

    /** The hashes of what was accepted until nothing was. */
    private static Set<String> fillJournal(GatewayProcess gateway) {
        var accepted = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            String body = i + "-" + "x".repeat(8_000);
            if (post(gateway, body) != 202) {
                return accepted;
            }
            accepted.add(RecordingSink.sha256(body.getBytes(StandardCharsets.UTF_8)));
        }
        throw new AssertionError("the journal is never full");
    }

    private static int post(GatewayProcess gateway, String body) {
        var request =
                HttpRequest.newBuilder(gateway.source("any"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return gateway.send(request).statusCode();
    }

    private static Set<String> hashes(RecordingSink sink) {
        return sink.received().stream().map(it -> it.sha256()).collect(Collectors.toSet());
    }
}
