package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says, and how it ends. */
class DoctorCommandTest {

    @RegisterExtension static final RedisServer REDIS = new RedisServer("--appendonly", "yes");

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private int publicPort;

    @BeforeEach
    void choosePort() {
        publicPort = FreePorts.next();
    }

    @Test
    void healthyGatewayPasses() throws IOException {
        // Given
        REDIS.command("CONFIG", "SET", "maxmemory", "1gb");
        // When
        int exit = run("memory", "0123456789abcdef");
        // Then
        assertThat(out.toString())
                .contains("ok       connection", " latency ", "ok       public port")
                .contains("ok       source shop    has a secret")
                .contains("0 errors, ");
        assertThat(exit).isZero();
    }

    @Test
    void whatMustBeChangedIsToldWithItsRemedyAndEndsWithOne() throws IOException {
        // When
        int exit = run("replicated", "0123456789abcdef");
        // Then
        assertThat(out.toString())
                .contains("error    replicas       0 online, 1 needed")
                .contains("-> attach one more with REPLICAOF, or lower store.replicas");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void secretOfTheExampleAndShortOnesAreWarnedAbout() throws IOException {
        // When
        run("memory", "change-me-please-now", "12345678");
        // Then
        assertThat(out.toString())
                .contains("warning  source shop    its secret is that of the example")
                .contains("warning  source shop    a secret has less than 16 characters")
                .doesNotContain("change-me-please-now", "12345678");
    }

    @Test
    void portThatSomebodyElseUsesIsAnError() throws IOException {
        try (var other = new ServerSocket(publicPort, 1, InetAddress.getLoopbackAddress())) {
            // When
            int exit = run("memory", "0123456789abcdef");
            // Then
            assertThat(other.isBound()).isTrue();
            assertThat(out.toString()).contains("error    public port", "change public.port");
            assertThat(exit).isEqualTo(1);
        }
    }

    @Test
    void toolsGetJson() throws IOException {
        // When
        run(List.of("--output", "json"), config("memory", "0123456789abcdef"));
        // Then
        var json = new JsonObject(out.toString());
        assertThat(json.getInteger("errors")).isZero();
        assertThat(json.getJsonArray("findings").getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("grade", "ok")
                                .put("subject", "connection")
                                .put(
                                        "text",
                                        "Redis at redis://127.0.0.1:%d answers and is a master"
                                                .formatted(REDIS.port()))
                                .put("remedy", ""));
    }

    @Test
    void embeddedServerThatDoesNotRunYetIsFine() throws IOException {
        // Given
        String config =
                config("memory", "0123456789abcdef")
                        .replaceAll("(?m)^redis: .*$", "redis: { data: '" + folder + "/d' }");
        // When
        int exit = run(List.of(), config);
        // Then
        assertThat(out.toString()).contains("the embedded redis is started with the gateway");
        assertThat(exit).isZero();
        assertThat(folder.resolve("d")).doesNotExist();
    }

    private int run(String durability, String... secrets) throws IOException {
        return run(List.of(), config(durability, secrets));
    }

    private String config(String durability, String... secrets) {
        return """
        public: { port: %d, host: 127.0.0.1 }
        admin: { port: 0 }
        redis: { uri: "redis://127.0.0.1:%d", password: open-sesame }
        store: { durability: %s }
        sources: { shop: { provider: github, secrets: [%s] } }
        """
                .formatted(publicPort, REDIS.port(), durability, String.join(", ", secrets));
    }

    private int run(List<String> options, String config) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), config);
        Launcher launcher = (blueprint, how) -> Future.failedFuture("nothing to launch");
        var line = new java.util.ArrayList<>(List.of("doctor", "--config", file.toString()));
        line.addAll(options);
        return Commands.of(launcher, Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(line.toArray(String[]::new));
    }
}
