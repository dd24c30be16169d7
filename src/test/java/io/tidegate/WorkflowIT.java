package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.Program;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task of Linear that notifies a channel and starts a workflow of a second step. */
class WorkflowIT {

    private static final String SECRET = "workflow-it-secret-0123456789";
    private static final String CONFIGURATION =
            """
            sources:
              linear: { provider: linear, secrets: ["%s"] }
              started: { internal: true }
            destinations:
              channel: { file: { folder: channel } }
              start: { emit: { source: started, type: workflow } }
              work: { file: { folder: work } }
            routes:
              tasks:
                from: [linear]
                when: '.type == "Issue"'
                transform: '{task: .body.data.identifier, title: .body.data.title}'
                to: [channel, start]
              workflow:
                from: [started]
                when: '.type == "workflow"'
                transform: '{work: .body.task}'
                to: [work]
            """
                    .formatted(SECRET);

    @TempDir Path folder;

    @Test
    void taskIsToldAndWorkedOnInTwoSteps() throws Exception {
        try (var gateway = new GatewayProcess(folder, CONFIGURATION).start()) {
            // When a task comes in
            var sent =
                    Program.run(
                            folder,
                            "send",
                            "linear",
                            "--secret",
                            SECRET,
                            "--to",
                            gateway.source("linear").toString());

            // Then the channel hears of it
            assertThat(sent.exit()).isZero();
            assertThat(line("channel"))
                    .contains("\"source\":\"linear\"")
                    .contains("\\\"title\\\":\\\"Keep what was promised\\\"");

            // And the second step gets what the first emitted, and knows the way
            assertThat(line("work"))
                    .contains("\"source\":\"started\"")
                    .contains("\"type\":\"workflow\"")
                    .contains("\"chain\":\"linear/")
                    .contains("\"body\":\"{\\\"work\\\":\\\"TIDE-7\\\"}\"");
        }
    }

    @Test
    void nobodySendsRequestsToAnInternalSource() throws Exception {
        try (var gateway = new GatewayProcess(folder, CONFIGURATION).start()) {
            // When
            var request =
                    HttpRequest.newBuilder(gateway.source("started"))
                            .POST(BodyPublishers.ofString("{}"));

            // Then
            assertThat(gateway.send(request.build()).statusCode()).isEqualTo(404);
        }
    }

    /** The only line of the files in a folder, once there is one. */
    private String line(String name) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lines(name)).hasSize(1));
        return lines(name).get(0);
    }

    private List<String> lines(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            Optional<Path> file = files.findFirst();
            return file.isPresent() ? Files.readAllLines(file.get()) : List.of();
        } catch (IOException notYet) {
            return List.of();
        }
    }
}
