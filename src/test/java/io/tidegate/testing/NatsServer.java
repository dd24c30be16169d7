package io.tidegate.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A NATS server with JetStream that knows the user {@code gateway}. */
public final class NatsServer extends LocalServer {

    /** The password of its user. */
    public static final String PASSWORD = "nats-password";

    @Override
    protected Optional<String> binary() {
        return Optional.of("nats-server");
    }

    @Override
    protected List<String> command(String binary, Path home) {
        return List.of(
                binary,
                "--addr",
                "127.0.0.1",
                "--port",
                "" + port(),
                "--jetstream",
                "--store_dir",
                home.toString(),
                "--user",
                "gateway",
                "--pass",
                PASSWORD);
    }
}
