package io.tidegate.store.redis;

import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ConfigFile;
import io.tidegate.config.RedisConfig;
import io.tidegate.store.EventStore;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user of an ACL whose password is changed while the gateway runs. */
class PasswordRotationTest extends RedisStoreFixture {

    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void makeUser() throws IOException {
        file = Files.writeString(folder.resolve("password"), "first-word\n");
        REDIS.command("ACL", "SETUSER", "gate", "reset", "on", ">first-word", "~*", "&*", "+@all");
    }

    @Test
    void newPasswordInTheFileIsUsedForTheNextConnection() throws IOException {
        // Given a store of that user
        Context loop = vertx.getOrCreateContext();
        var stores = new RedisEventStores(vertx, config(), CONFIG);
        EventStore store = Futures.awaitOn(loop, () -> Future.succeededFuture(stores.open()));
        Awaitility.await().until(() -> isComplete(store));
        // When Redis gets the new password first, and the file some time later
        long before = refusals();
        REDIS.command("ACL", "SETUSER", "gate", "resetpass", ">second-word");
        REDIS.command("CLIENT", "KILL", "USER", "gate");
        Awaitility.await().until(() -> refusals() > before);
        assertThat(store.isUsable()).isFalse();
        Files.writeString(file, "second-word\n");
        // Then
        Awaitility.await().until(() -> isComplete(store));
        Futures.awaitOn(loop, () -> store.append(event("a")));
        assertThat(REDIS.command("CLIENT", "LIST")).contains("user=gate");
        Futures.awaitOn(loop, store::close);
    }

    private RedisConfig config() throws IOException {
        Path yaml = folder.resolve("tidegate.yaml");
        Files.writeString(
                yaml,
                """
                redis:
                  uri: redis://127.0.0.1:%d
                  user: gate
                  password: ${file:%s}
                """
                        .formatted(REDIS.port(), file));
        return ConfigFile.read(yaml, Map.of()).draft().redis();
    }

    /** How often a connection was refused by the server for its password. */
    private static long refusals() {
        var failed = Pattern.compile("cmdstat_hello:.*failed_calls=(\\d+)");
        var counted = failed.matcher(REDIS.command("INFO", "commandstats"));
        return counted.find() ? Long.parseLong(counted.group(1)) : 0;
    }
}
