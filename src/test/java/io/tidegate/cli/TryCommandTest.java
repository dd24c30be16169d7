package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route would do, as the user meets it. */
class TryCommandTest {

    private static final String CONFIG =
            """
            sources:
              main: { provider: github, secrets: [0123456789abcdef] }
              pay: { provider: stripe, secrets: [whsec_0123456789abcdef] }
              any: { verify: none }
            destinations:
              ci: { log: {} }
              lake: { log: {} }
            routes:
              merged:
                from: [main]
                when: '.type == "pull_request" and .body.action == "closed"'
                transform: '{n: .body.number, from: .source}'
                to: [ci, lake]
              raw: { from: [any, main], to: [ci] }
              mails: { from: [any], transform: '.body[] | .to', split: true, to: [ci, lake] }
              broken: { from: [any], when: .body.a, transform: .body.a.b, to: [ci] }
            """;

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("tidegate.yaml"), CONFIG);
    }

    @Test
    void matchShowsThePayloadAndTheDestinations() throws IOException {
        // When
        int exit =
                run(
                        "merged",
                        """
                        {"headers": {"X-GitHub-Event": "pull_request"},
                         "body": {"action": "closed", "number": 7}}
                        """);
        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .isEqualTo(
                        """
                        route merged: match
                        to: ci, lake
                        payload: {"n":7,"from":"main"}
                        """);
    }

    @Test
    void eachPartOfASplitEventIsShown() throws IOException {
        assertThat(run("mails", "{\"body\": [{\"to\": \"a\"}, {\"to\": \"b\"}]}")).isZero();
        assertThat(out.toString())
                .isEqualTo(
                        """
                        route mails: match
                        to: ci, lake
                        payload 1: "a"
                        payload 2: "b"
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    merged ~ {"type": "push", "body": {}}       ~ the filter does not hold
                    merged ~ {"type": "pull_request", "body": "no json"} ~ body is not JSON
                    merged ~ {"source": "any", "body": {}}      ~ it does not take from any
                    mails  ~ {"body": []}                       ~ the transform makes nothing
                    broken ~ {"body": {"a": 1}}                 ~ jq: Cannot index number with string "b"; the event becomes a dead letter
                    """)
    void noMatchSaysWhy(String route, String event, String reason) throws IOException {
        assertThat(run(route, event)).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("route " + route + ": no match: " + reason + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"body": "plain"}                            ~ payload: plain
                    {"body": {"a": [1, 2.5]}}                   ~ payload: {"a":[1,2.5]}
                    {"body_base64": "AAH/"}                      ~ payload: 3 bytes that are no text
                    {"bodyBase64": "aGk=", "headers": []}        ~ payload: hi
                    {"provider": "github", "secret": "s", "method": "POST", "url": "https://h/in/main", "headers": {"X-GitHub-Event": ["ping"]}, "body": "{}"} ~ payload: {}
                    """)
    void bodyIsWhatTheFileSays(String event, String payload) throws IOException {
        assertThat(run("raw", event)).isZero();
        assertThat(out.toString()).endsWith(payload + "\n");
    }

    @Test
    void whatTheApiShowsOfAnEventCanBeTried() throws IOException {
        // When
        int exit =
                run(
                        "merged",
                        """
                        {"id": "3-1-1", "source": "main", "provider": "github", "type": "pull_request",
                         "receivedAt": "2026-11-23T00:00:00Z", "dedupKey": "k", "bytes": 30,
                         "headers": [{"name": "Content-Type", "value": "application/json"}],
                         "body": "{\\"action\\": \\"closed\\"}", "routes": []}
                        """);
        // Then
        assertThat(exit).isZero();
        assertThat(out.toString()).endsWith("payload: {\"n\":null,\"from\":\"main\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    nobody ~ {}                     ~ there is no route 'nobody'; known: [merged, raw, mails, broken]
                    raw    ~ {                      ~ is not JSON
                    raw    ~ []                     ~ must hold an object
                    raw    ~ {"source": "nowhere"}  ~ there is no such source; name one in the file: [main, pay, any]
                    raw    ~ {"provider": "stripe"} ~ there is no such source
                    raw    ~ {"body_base64": "%"}   ~ base64
                    """)
    void wrongInputIsOneLineAndCodeTwo(String route, String event, String message)
            throws IOException {
        assertThat(run(route, event)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void fileThatIsNotThereAndConfigurationThatIsWrongAreCodeTwo() throws IOException {
        assertThat(execute("raw", "--event", "no/such.json", "--config", config())).isEqualTo(2);
        assertThat(err.toString()).contains("no/such.json");
        Files.writeString(folder.resolve("tidegate.yaml"), CONFIG.replace(".body.a.b", ".body.("));
        assertThat(run("raw", "{}")).isEqualTo(2);
        assertThat(err.toString()).contains("routes.broken.transform");
    }

    private int run(String route, String event) throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), event);
        return execute(route, "--event", file.toString(), "--config", config());
    }

    private String config() {
        return folder.resolve("tidegate.yaml").toString();
    }

    private int execute(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "try";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Launcher launcher = (blueprint, options) -> Future.failedFuture("nothing to launch");
        return Commands.of(launcher, Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
