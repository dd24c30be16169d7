package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot change while the gateway runs. */
class FixedTest {

    private static final String REST =
            """
            sources: { a: { verify: none } }
            destinations: { d: { log: {} } }
            routes: { r: { from: [a], to: [d] } }
            """;

    private static List<Problem> changes(String before, String after) {
        var running = ConfigFile.parse("t.yaml", before, Map.of()).draft();
        return ConfigFile.parse("t.yaml", after, Map.of()).changesThatNeedARestart(running);
    }

    @Test
    void sameConfigurationNeedsNothing() {
        assertThat(changes(REST, REST)).isEmpty();
    }

    @Test
    void eachValueThatIsFixedIsNamedWithItsLine() {
        assertThat(
                        changes(
                                "public: { port: 1, host: h }\n" + REST,
                                "public:\n  port: 2\n  host: h\nredis: { uri: 'redis://r' }\n"
                                        + REST))
                .extracting(Problem::toString)
                .containsExactly(
                        "t.yaml:2: public.port: needs a restart: it cannot change while running",
                        "t.yaml:4: redis.uri: needs a restart: it cannot change while running");
    }

    @Test
    void valueThatGoesBackToItsDefaultIsNamedToo() {
        assertThat(changes("store: { shards: 4, history: { age: 2h } }\n" + REST, REST))
                .extracting(Problem::path)
                .containsExactly("store.shards");
    }

    @Test
    void whatEventsPassThroughMayChange() {
        assertThat(
                        changes(
                                REST,
                                """
                                public: { maxBody: 2MiB }
                                admin: { token: t, writeToken: w }
                                store: { dedupWindow: 1h, history: { age: 1m, bytes: 1MiB } }
                                reload: { every: 1m }
                                providers: ./other
                                sources: { b: { verify: none } }
                                destinations: { e: { log: {} } }
                                routes: { s: { from: [b], to: [e] } }
                                """))
                .isEmpty();
    }

    @Test
    void sourceThatBeginsOrCeasesToKeepAnOrderNeedsARestart() {
        String ordered = REST.replace("log: {}", "log: {}, order: .body.id");
        assertThat(changes(REST, ordered))
                .extracting(Problem::toString)
                .containsExactly(
                        "t.yaml:1: sources.a: needs a restart: a route to a destination with an"
                                + " order came or went");
        assertThat(changes(ordered, REST)).hasSize(1);
        String another = ordered.replace("a: { verify", "b: { verify: none }, a: { verify");
        assertThat(changes(ordered, another)).isEmpty();
        assertThat(changes(ordered, another.replace("from: [a]", "from: ['*']")))
                .extracting(Problem::path)
                .containsExactly("sources.b");
        assertThat(changes(ordered, ordered.replace("body.id", "body.key"))).isEmpty();
    }

    @Test
    void whatCouldNotBeReadIsNotBlamedTwice() {
        assertThat(changes("public: { port: 1 }\n" + REST, "public: { port: one }\n" + REST))
                .isEmpty();
    }

    @Test
    void secretsAreNotShown() {
        assertThat(
                        changes(
                                "redis: { password: one }\n" + REST,
                                "redis: { password: two }\n" + REST))
                .singleElement()
                .asString()
                .contains("redis.password")
                .doesNotContain("one", "two");
    }

    @Test
    void secretOfRedisThatIsReadForEveryConnectionMayChangeInItsFile(@TempDir Path folder)
            throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("password"), "one");
        String config = "redis: { password: '${file:" + file + "}' }\n" + REST;
        var running = ConfigFile.parse("t.yaml", config, Map.of()).draft();
        // When
        Files.writeString(file, "two");
        // Then
        var next = ConfigFile.parse("t.yaml", config, Map.of());
        assertThat(next.changesThatNeedARestart(running)).isEmpty();
        String moved = "redis: { password: three }\n" + REST;
        assertThat(ConfigFile.parse("t.yaml", moved, Map.of()).changesThatNeedARestart(running))
                .hasSize(1);
    }

    @Test
    void keyThatCapturedSecretsAreSealedWithMayNotChangeEvenInItsFile(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "a-key-of-at-least-32-characters-");
        String config = "store: { secretKey: '${file:" + file + "}' }\n" + REST;
        var running = ConfigFile.parse("t.yaml", config, Map.of()).draft();
        Files.writeString(file, "another-of-at-least-32-characters-");
        assertThat(ConfigFile.parse("t.yaml", config, Map.of()).changesThatNeedARestart(running))
                .extracting(Problem::path)
                .containsExactly("store.secretKey");
    }
}
