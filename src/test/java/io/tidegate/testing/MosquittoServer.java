package io.tidegate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Mosquitto broker that knows the user {@code gateway}, who may use every topic but those below
 * {@code forbidden/}, and takes packets of up to 100,000 bytes, two at a time.
 */
public final class MosquittoServer extends LocalServer {

    /** The password of its user. */
    public static final String PASSWORD = "mqtt-password";

    @Override
    protected Optional<String> binary() {
        return Optional.of("mosquitto");
    }

    @Override
    protected List<String> command(String binary, Path home) throws IOException {
        Path passwords = home.resolve("passwords");
        Files.writeString(passwords, "gateway:" + PASSWORD + "\n");
        run("mosquitto_passwd", "-U", passwords.toString());
        Path acl = home.resolve("acl");
        Files.writeString(acl, "user gateway\ntopic readwrite open/#\n");
        Path settings = home.resolve("mosquitto.conf");
        Files.writeString(
                settings,
                """
                listener %d 127.0.0.1
                user root
                password_file %s
                acl_file %s
                max_packet_size 100000
                max_inflight_messages 2
                """
                        .formatted(port(), passwords, acl));
        return List.of(binary, "-c", settings.toString());
    }
}
