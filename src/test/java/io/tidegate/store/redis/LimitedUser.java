package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.testing.RedisCluster;
import io.tidegate.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The user with the rights that {@code src/docs/redis.md} says are enough, and with no others. */
final class LimitedUser {

    private static final Path PAGE = Path.of("src/docs/redis.md");
    private static final String PASSWORD = "limited-word";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private LimitedUser() {}

    /** Makes the user, for keys of the prefix {@code test}, and gives its way to the server. */
    static RedisConfig on(RedisServer server) {
        addTo(server);
        var config = server.config();
        return new RedisConfig(
                RedisConfig.Mode.STANDALONE,
                config.uri(),
                List.of(),
                "",
                "tidegate",
                new Secret(PASSWORD),
                TlsConfig.NONE,
                SentinelConfig.NONE,
                config.timeout(),
                config.data());
    }

    /** The same on all nodes of a cluster. */
    static RedisConfig on(RedisCluster cluster) {
        cluster.nodes().forEach(LimitedUser::addTo);
        return cluster.config("tidegate", new Secret(PASSWORD), TIMEOUT);
    }

    private static void addTo(RedisServer server) {
        String line = lineOfThePage().replace(">PASSWORD", ">" + PASSWORD);
        server.command(line.replace("~tg:*", "~test:*").split(" ", -1));
        // Servers before 7.2 refuse the second line, since they do not know such commands.
        if (!server.command("COMMAND", "INFO", "WAITAOF").isBlank()) {
            server.command(lines().skip(1).findFirst().orElseThrow().split(" ", -1));
        }
    }

    /** The command of the page, for a password {@code PASSWORD} and the prefix {@code tg}. */
    static String lineOfThePage() {
        return lines().findFirst().orElseThrow();
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(PAGE).stream().filter(it -> it.startsWith("ACL SETUSER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
