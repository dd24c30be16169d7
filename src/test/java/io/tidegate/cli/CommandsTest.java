package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.action.PluginJars;
import io.tidegate.action.example.FolderPlugin;
import io.tidegate.action.example.MoodyPlugin;
import io.tidegate.testing.FreePorts;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as its user meets it: what it prints and how it ends. */
class CommandsTest {

    private static final String SECRET = "commands-test-secret";

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Launcher launcher = (blueprint, options) -> Future.failedFuture("nothing to launch");

    @Test
    void helpNamesEveryCommandAndExitCode() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("serve", "check", "doctor", "try", "send")
                .contains("verify", "providers", "schema", "dead")
                .contains("0   done", "1   it could not be done", "2   the configuration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"serve", "check", "doctor", "try", "send", "verify", "providers", "schema"})
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString())
                .contains("Use: tidegate " + command, "Options:")
                .doesNotContain("null");
    }

    @Test
    void unknownWordIsRefusedInOneLine() {
        assertThat(run("srve")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("srve", "--help");
    }

    @Test
    void checkAcceptsTheExampleConfiguration() {
        assertThat(run("check", "--config", "config/tidegate.yaml")).isZero();
        assertThat(out.toString()).contains("config/tidegate.yaml: ok");
    }

    @Test
    void checkTellsEveryProblemOfEveryPartWithItsLine() throws IOException {
        // Given mistakes that different parts find
        var file =
                write(
                        """
                        public: { prot: 8080 }
                        sources:
                          a: { provider: github }
                          b: { verify: { scheme: hmac, header: X-Sig, signed: "{bdy}" }, secrets: [0123456789] }
                        destinations:
                          d: { log: {}, order: '.body[' }
                        routes:
                          r: { from: [a], when: '.body.x ==', to: [d] }
                        """);

        // When
        int exit = run("check", "--config", file);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .contains(file + ":1: public.prot", "port")
                .contains(file + ":3: sources.a.secrets")
                .contains(file + ":4: sources.b.verify")
                .contains(file + ":6: destinations.d.order: not a jq program")
                .contains(file + ":8: routes.r.when");
    }

    @Test
    void missingConfigurationIsNamed() {
        assertThat(run("check", "--config", "no/such.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("no/such.yaml");
    }

    @Test
    void failedStartIsOneLine() {
        // Given
        launcher = (blueprint, options) -> Future.failedFuture("port 8080 is taken");

        // Then
        assertThat(run("serve", "--config", "config/tidegate.yaml")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("tidegate: port 8080 is taken\n");
    }

    @Test
    void rolesAndStoreReachTheLauncher() {
        // Given
        var seen = new ArrayList<ServeOptions>();
        launcher =
                (blueprint, options) -> {
                    seen.add(options);
                    return Future.failedFuture("seen");
                };

        // When
        run("serve", "-c", "config/tidegate.yaml", "--roles", "ingress,admin", "--store", "memory");

        // Then
        assertThat(seen)
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.roles())
                                    .containsExactlyInAnyOrder(
                                            ServeOptions.Role.INGRESS, ServeOptions.Role.ADMIN);
                            assertThat(it.store()).isEqualTo(ServeOptions.StoreKind.MEMORY);
                        });
    }

    @Test
    void providersAreListedFoundAndExplained() {
        assertThat(run("providers")).isZero();
        assertThat(out.toString()).contains("github", "stripe", " providers; ");
        assertThat(run("providers", "stripe")).isZero();
        assertThat(out.toString()).contains("HMAC-SHA-256 over {sig:t}.{body}", "Signing secret");
        assertThat(run("providers", "pay", "--output", "json")).isZero();
        assertThat(out.toString()).contains("\"id\" : \"paddle\"");
    }

    @Test
    void unknownProviderIsToldWithTheRemedy() {
        assertThat(run("providers", "nobody-like-this")).isEqualTo(1);
        assertThat(err.toString()).contains("nobody-like-this", "verify:");
    }

    @Test
    void schemaIsTheFileThatShips() throws IOException {
        assertThat(run("schema")).isZero();
        assertThat(out.toString())
                .isEqualTo(Files.readString(Path.of("config/tidegate.schema.json")));
    }

    @Test
    void sendShowsTheAnswerAndCarriesTheSignature() throws IOException {
        // Given a server that notes what it gets
        var signatures = new ArrayList<String>();
        var server = server(202, signatures);
        try {
            // When
            int exit = run("send", "github", "--to", urlOf(server), "--secret", SECRET, "--repeat");

            // Then
            assertThat(exit).isZero();
            assertThat(out.toString()).isEqualTo("202 answered\n202 answered\n");
            assertThat(signatures).hasSize(2).allMatch(it -> it.matches("sha256=[0-9a-f]{64}"));
            assertThat(signatures.get(0)).isEqualTo(signatures.get(1));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void sendFailsIfTheAnswerIsNotWhatItShouldBe() throws IOException {
        var server = server(202, new ArrayList<>());
        try {
            assertThat(run("send", "github", "--to", urlOf(server), "--secret", SECRET, "--tamper"))
                    .as("a tampered request that is accepted is a failure")
                    .isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void sendToNobodyIsOneLine() {
        var to = "http://127.0.0.1:" + FreePorts.next() + "/in/x";
        assertThat(run("send", "github", "--to", to, "--secret", SECRET)).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(to);
    }

    @Test
    void sendRefusesWhatCannotBeDone() {
        assertThat(run("send", "github", "--to", "http://localhost/")).isEqualTo(1);
        assertThat(err.toString()).contains("--secret");
        assertThat(run("send", "github", "--to", "http://localhost/", "--secret", "x", "--stale"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("signs no time");
        assertThat(run("send", "githbu", "--to", "http://localhost/", "--secret", "x"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("githbu");
        assertThat(run("send", "github", "--to", "http://localhost/", "--tamper", "--stale"))
                .isEqualTo(2);
    }

    private int run(String... arguments) {
        return Commands.of(launcher, Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("tidegate.yaml"), text).toString();
    }

    private static HttpServer server(int status, List<String> signatures) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(address, 0);
        server.createContext(
                "/",
                exchange -> {
                    signatures.addAll(exchange.getRequestHeaders().get("X-Hub-Signature-256"));
                    var answer = "answered".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String urlOf(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in/x";
    }

    @Test
    void programsRunOnlyIfTheCommandLineAllowsIt() throws IOException {
        // Given
        var file =
                write(
                        """
                        destinations:
                          d:
                            exec: { command: [/bin/true] }
                        """);

        // Then
        assertThat(run("check", "--config", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains(":3: destinations.d.exec: runs a program; start with --allow-exec");
        assertThat(run("check", "--allow-exec", "--config", file)).isZero();
    }

    @Test
    void unknownPluginIsAnsweredWithThoseThatWereFound() throws IOException {
        // Given
        var file = write("destinations: {d: {plugin: {name: fodler}}}");
        String jars = PluginJars.jar(folder, "p.jar", FolderPlugin.class).toString();

        // Then
        assertThat(run("check", "--config", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "d.plugin.name: unknown plug-in 'fodler'; found: none; name their folder");
        assertThat(run("check", "--plugins", jars, "--config", file)).isEqualTo(2);
        assertThat(err.toString()).contains("unknown plug-in 'fodler'; found: folder");
    }

    @Test
    void settingsThatAPluginRefusesAreShownInTheirLine() throws IOException {
        // Given
        String jars = PluginJars.jar(folder, "p.jar", FolderPlugin.class).toString();
        var wrong = write("destinations: {d: {plugin: {name: folder}}}");

        // Then
        assertThat(run("check", "--plugins", jars, "--config", wrong)).isEqualTo(2);
        assertThat(err.toString()).contains(":1: destinations.d.plugin.settings: needs a path");
        var right = write("destinations: {d: {plugin: {name: folder, settings: {path: /tmp/x}}}}");
        assertThat(run("check", "--plugins", jars, "--config", right)).isZero();
    }

    @Test
    void pluginThatFailsToLookAtItsSettingsIsToldWithoutThem() throws IOException {
        // Given
        String jars = PluginJars.jar(folder, "p.jar", MoodyPlugin.class).toString();
        var file = write("destinations: {d: {plugin: {name: moody}}}");

        // Then
        assertThat(run("check", "--plugins", jars, "--config", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains("d.plugin.settings: cannot be checked: the plug-in fails with")
                .contains("IllegalStateException")
                .doesNotContain("a secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ssl.trustore.location: x | holds 'ssl.trustore.location', which the producer does not know
                    batch.size: s3cret       | holds a value of 'batch.size' that the producer does not take
                    max.in.flight.requests.per.connection: 6 | is refused by the producer: To use the idempotent producer, max.in.flight
                    """)
    void propertiesThatKafkaWouldRefuseAreTold(String property, String problem) throws IOException {
        // Given
        var file =
                write(
                        "destinations: {d: {kafka: {bootstrap: 'k:1', topic: t, properties: {%s}}}}"
                                .formatted(property));

        // Then
        assertThat(run("check", "--config", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains(":1: destinations.d.kafka.properties: " + problem)
                .doesNotContain("s3cret");
    }

    @Test
    void folderOfPluginsThatIsNotThereIsToldInOneLine() {
        assertThat(run("check", "--plugins", "/no/such/folder")).isEqualTo(1);
        assertThat(err.toString()).contains("/no/such/folder");
        assertThat(err.toString().lines()).hasSize(1);
    }
}
