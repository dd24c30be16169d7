package io.tidegate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Redis servers that also listen with TLS, and show a certificate for {@code localhost}. */
public final class TlsRedis {

    private TlsRedis() {}

    /**
     * A server that is not started yet. It trusts its own certificate and no other.
     *
     * @param authClients whether it asks for a certificate of the client: {@code yes} or {@code no}
     * @param further options, as on the server's command line
     */
    public static RedisServer server(String authClients, String... further) {
        try {
            Path folder = Files.createTempDirectory("tidegate-redis-tls");
            Path certificate =
                    Files.writeString(folder.resolve("redis.crt"), SelfSigned.certificatePem());
            Path key = Files.writeString(folder.resolve("redis.key"), SelfSigned.keyPem());
            var options = new ArrayList<>(List.of(further));
            Collections.addAll(
                    options,
                    "--tls-port",
                    "" + FreePorts.next(),
                    "--tls-cert-file",
                    certificate.toString(),
                    "--tls-key-file",
                    key.toString(),
                    "--tls-ca-cert-file",
                    certificate.toString(),
                    "--tls-auth-clients",
                    authClients);
            return new RedisServer(options.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a server that runs listens with TLS. */
    public static int port(RedisServer server) {
        return Integer.parseInt(server.command("CONFIG", "GET", "tls-port").split("\n", 2)[1]);
    }
}
