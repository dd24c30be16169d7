package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    /** Every key with its default; a new key must be added here and to {@code all-keys.yaml}. */
    private static final String DEFAULTS =
            """
            public.port 8080
            public.host 0.0.0.0
            public.instances 0
            public.maxBody 1MiB
            public.maxInFlight 256MiB
            public.maxConnections 20000
            public.requestTimeout 10s
            public.drain 5s
            public.verifiers.threads 0
            public.verifiers.queue 1024
            admin.port 9090
            admin.host 127.0.0.1
            admin.token
            admin.writeToken
            redis.uri embedded
            redis.password
            redis.timeout 2s
            redis.data ./data
            store.durability memory
            store.shards 8
            store.prefix tg
            store.dedupWindow 72h
            store.dedupCapacity 10000000
            store.lease 10s
            store.maxMemory 0
            store.history.age 1h
            store.history.bytes 256MiB
            store.secretKey
            dispatch.instances 0
            dispatch.batch 256
            dispatch.reclaimAfter 60s
            dispatch.stop 20s
            dispatch.poisonAfter 5
            providers
            sources.*.provider
            sources.*.url
            sources.*.dedup.window open
            sources.*.dedup.bytes open
            sources.*.dedup.conflicts open
            sources.*.maxBody 0
            destinations.*.http.url required
            destinations.*.http.sign
            destinations.*.log.body false
            destinations.*.redis.uri
            destinations.*.redis.stream
            destinations.*.redis.channel
            destinations.*.retry.attempts 12
            destinations.*.retry.first 5s
            destinations.*.retry.factor 3
            destinations.*.retry.max 6h
            destinations.*.retry.jitter full
            destinations.*.retry.budget 0.2
            destinations.*.concurrency 32
            destinations.*.rate unlimited
            destinations.*.timeout 15s
            destinations.*.breaker.failures 10
            destinations.*.breaker.openFor 30s
            destinations.*.gone pause
            routes.*.when
            routes.*.transform
            """;

    private static final Path ALL_KEYS = Path.of("src/test/resources/config/all-keys.yaml");

    @Test
    void everyDefaultIsAsDocumented() {
        // Given
        var expected = DEFAULTS.lines().toList();
        // When
        var defaults = new ArrayList<String>();
        collect(GatewayConfig.class, "", defaults);
        // Then
        assertThat(defaults).isEqualTo(expected);
    }

    @Test
    void anEmptyMappingIsAGatewayOfDefaults() {
        // When
        GatewayConfig config = ConfigFile.parse("t.yaml", "{}", Map.of()).check(List.of());
        // Then
        assertThat(config.publicPort().port()).isEqualTo(8080);
        assertThat(config.admin().host()).isEqualTo("127.0.0.1");
        assertThat(config.redis().isEmbedded()).isTrue();
        assertThat(config.store().history().age()).isEqualTo(Duration.ofHours(1));
        assertThat(config.dispatch().reclaimAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.sources()).isEmpty();
        assertThat(config.destinations()).isEmpty();
        assertThat(config.routes()).isEmpty();
    }

    @Test
    void everyKeyReachesItsComponent() {
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        assertThat(config.publicPort())
                .isEqualTo(
                        new PublicConfig(
                                8081,
                                "10.0.0.1",
                                3,
                                ByteSize.parse("2MiB"),
                                ByteSize.parse("64MiB"),
                                500,
                                Duration.ofSeconds(11),
                                Duration.ofSeconds(12),
                                new PublicConfig.VerifiersConfig(2, 64)));
        assertThat(config.admin())
                .isEqualTo(
                        new AdminConfig(
                                9091,
                                "10.0.0.2",
                                new Secret("admin-token"),
                                new Secret("write-token")));
        assertThat(config.redis())
                .isEqualTo(
                        new RedisConfig(
                                "rediss://redis.test:6380/2",
                                new Secret("redis-password"),
                                Duration.ofMillis(1500),
                                "/var/lib/tidegate"));
        assertThat(config.store())
                .isEqualTo(
                        new StoreConfig(
                                StoreConfig.Durability.MEMORY,
                                16,
                                "tg-2",
                                Duration.ofHours(24),
                                2_000_000_000L,
                                Duration.ofSeconds(5),
                                new ByteSize(1 << 30),
                                new StoreConfig.HistoryConfig(
                                        Duration.ofDays(2), new ByteSize(1 << 30)),
                                new Secret("a-key-of-at-least-32-characters-")));
        assertThat(config.dispatch())
                .isEqualTo(
                        new DispatchConfig(
                                4, 100, Duration.ofSeconds(90), Duration.ofSeconds(30), 7));
    }

    @Test
    void everyKeyOfASourceARouteAndADestinationReachesItsComponent() {
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        assertThat(config.sources().keySet()).containsExactly("listed", "written-out");
        assertThat(Named.in(config.sources(), "listed"))
                .isEqualTo(
                        new SourceConfig(
                                "github",
                                List.of(),
                                List.of(new Secret("secret-1"), new Secret("secret-2")),
                                Map.of(),
                                "",
                                new DedupConfig(
                                        Duration.ofHours(24), true, DedupConfig.Conflicts.DROP),
                                ByteSize.parse("128KiB")));
        assertThat(Named.in(config.sources(), "written-out").verify()).hasSize(2);
        assertThat(config.destinations())
                .containsEntry(
                        "web",
                        new DestinationConfig(
                                new DestinationConfig.HttpConfig(
                                        "https://web.test/hooks?a=b",
                                        Map.of("Authorization", new Secret("Bearer x")),
                                        new Secret("whsec_c2lnbg==")),
                                null,
                                null,
                                new RetryConfig(
                                        5,
                                        Duration.ofSeconds(1),
                                        1.5,
                                        Duration.ofMinutes(1),
                                        RetryConfig.Jitter.NONE,
                                        List.of(),
                                        0.5),
                                7,
                                Rate.parse("200/s"),
                                Duration.ofSeconds(3),
                                new BreakerConfig(5, Duration.ofMinutes(2)),
                                DestinationConfig.WhenGone.BURY));
        assertThat(Named.in(config.destinations(), "lines").log())
                .isEqualTo(new DestinationConfig.LogConfig(true));
        assertThat(Named.in(config.destinations(), "queue").redis())
                .isEqualTo(new DestinationConfig.RedisActionConfig("redis://q.test", "events", ""));
        assertThat(config.routes())
                .containsEntry(
                        "all",
                        new RouteConfig(
                                List.of("listed", "written-out"),
                                ".type == \"push\"",
                                ".body",
                                List.of("web", "lines", "queue", "shouts")));
    }

    @Test
    void theFileOfAllKeysLeavesNoKeyOut() throws IOException {
        // Given
        var text = Files.readString(ALL_KEYS);
        var keys = new TreeSet<String>();
        DEFAULTS.lines()
                .forEach(it -> keys.add(it.replaceFirst(" .*", "").replaceFirst(".*\\.", "")));
        keys.addAll(List.of("secrets", "verify", "headers", "schedule", "from", "to"));
        // Then
        assertThat(keys)
                .allMatch(it -> Pattern.compile("(?m)(^|[{ ,])" + it + ":").matcher(text).find());
    }

    @Test
    void aScheduleSaysHowManyAttemptsThereAre() {
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        RetryConfig retry = Named.in(config.destinations(), "queue").retry();
        assertThat(retry.schedule()).containsExactly(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(retry.attempts()).isEqualTo(3);
    }

    @Test
    void secretsAreNotShown() {
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        assertThat(config.toString())
                .contains("***")
                .doesNotContain("secret-1", "admin-token", "redis-password", "Bearer", "whsec_");
        assertThat(new RedisConfig("redis://me:pw@h", Secret.NONE, Duration.ofSeconds(1), "./data"))
                .hasToString("Redis at redis://***@h");
        assertThat(new DestinationConfig.RedisActionConfig("redis://me:pw@h", "s", "").toString())
                .doesNotContain("pw");
    }

    @Test
    void aRecordMadeByHandIsCheckedAsOneOfAFileIs() {
        assertThatThrownBy(
                        () ->
                                new RetryConfig(
                                        1,
                                        Duration.ofSeconds(1),
                                        1,
                                        Duration.ofSeconds(1),
                                        RetryConfig.Jitter.FULL,
                                        List.of(Duration.ofSeconds(-1)),
                                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("{schedule=must not hold negative waits}");
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new DispatchConfig(0, 1, second, second.negated(), 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("{stop=must not be negative}");
        assertThatThrownBy(() -> new DedupConfig(Duration.ofDays(91), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("{window=must be 0s to 90d}");
        assertThatThrownBy(
                        () ->
                                new StoreConfig.HistoryConfig(
                                        Duration.ofSeconds(-1), new ByteSize(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("{age=must not be negative}");
    }

    @Test
    void aScheduleHasAtMost999Waits() {
        // Given
        String longest = "destinations: {d: {log: {}, retry: {schedule: [" + "1s, ".repeat(999);
        // Then
        assertThat(Catalogue.problemsOf(longest + "]}}}")).isEmpty();
        assertThat(Catalogue.problemsOf(longest + "1s]}}}"))
                .containsExactly(
                        "t.yaml:1: destinations.d.retry.schedule: must have less than 1000 waits");
    }

    @Test
    void aDrainOfLessThanNothingIsRefused() {
        // Given
        var size = new ByteSize(1);
        var second = Duration.ofSeconds(1);
        var verifiers = new PublicConfig.VerifiersConfig(0, 1);
        // Then
        assertThatThrownBy(
                        () ->
                                new PublicConfig(
                                        0,
                                        "h",
                                        0,
                                        size,
                                        size,
                                        1,
                                        second,
                                        second.negated(),
                                        verifiers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("{drain=must not be negative}");
    }

    private static void collect(Class<?> type, String path, List<String> defaults) {
        for (Component component : Component.of(type)) {
            Class<?> kind = Component.classOf(component.type());
            String child = path + component.key();
            if (Scalars.isScalar(kind)) {
                String without = component.isNullable() ? "open" : "required";
                defaults.add((child + " " + component.defaultText().orElse(without)).strip());
            } else if (kind == Map.class) {
                collectItems(component, child, defaults);
            } else if (kind.isRecord()) {
                collect(kind, child + ".", defaults);
            }
        }
    }

    private static void collectItems(Component map, String path, List<String> defaults) {
        Class<?> items = Component.classOf(Component.itemsOf(map.type()));
        if (items.isRecord() && items != Secret.class) {
            collect(items, path + ".*.", defaults);
        }
    }
}
