package io.tidegate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A RabbitMQ broker with its user {@code guest}, and a name service of its own. */
public final class RabbitServer extends LocalServer {

    private final int distributionPort = FreePorts.next();
    private final int namesPort = FreePorts.next();

    @Override
    protected Optional<String> binary() {
        return Optional.of("rabbitmq-server");
    }

    /** The script itself, not a wrapper of it on the path that changes the user. */
    @Override
    protected List<String> command(String binary, Path home) throws IOException {
        Path plugins = home.resolve("enabled_plugins");
        Files.writeString(plugins, "[].\n");
        Files.writeString(
                home.resolve("rabbitmq.conf"),
                """
                listeners.tcp.1 = 127.0.0.1:%d
                log.file.level = warning
                """
                        .formatted(port()));
        Path script = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
        return List.of(Files.isExecutable(script) ? script.toString() : binary);
    }

    @Override
    protected Map<String, String> environment(Path home) {
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("RABBITMQ_NODENAME", "tidegate-" + port() + "@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", "" + distributionPort),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        home.resolve("enabled_plugins").toString()),
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                        "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1"),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", "" + namesPort));
    }

    /** Has the broker close every connection. */
    public void closeConnections() {
        control("close_all_connections", "test");
    }

    private void control(String... words) {
        var command = new ArrayList<String>(List.of("env"));
        environment(home()).forEach((name, value) -> command.add(name + "=" + value));
        command.add("/usr/lib/rabbitmq/bin/rabbitmqctl");
        command.addAll(List.of(words));
        run(command.toArray(String[]::new));
    }

    /** The name service is nobody's child, and outlives a broker. */
    @Override
    public void kill() {
        super.kill();
        run("env", "ERL_EPMD_PORT=" + namesPort, "epmd", "-kill");
    }
}
