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
import java.util.Objects;
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
            redis.mode standalone
            redis.uri embedded
            redis.master
            redis.user
            redis.password
            redis.tls.ca
            redis.tls.certificate
            redis.tls.key
            redis.sentinel.user
            redis.sentinel.password
            redis.timeout 2s
            redis.data ./data
            store.durability memory
            store.replicas 1
            store.shards 8
            store.prefix tg
            store.dedupWindow 72h
            store.dedupCapacity 10000000
            store.lease 10s
            store.maxMemory 0
            store.hold.time 2s
            store.hold.bytes 64MiB
            store.journal.path
            store.journal.bytes 256MiB
            store.history.age 1h
            store.history.bytes 256MiB
            store.secretKey
            dispatch.instances 0
            dispatch.batch 256
            dispatch.reclaimAfter 60s
            dispatch.stop 20s
            dispatch.poisonAfter 10
            outbound.reach private
            reload.every 5s
            providers
            sources.*.provider
            sources.*.url
            sources.*.dedup.window open
            sources.*.dedup.bytes open
            sources.*.dedup.conflicts open
            sources.*.maxBody 0
            sources.*.internal false
            sources.*.trustTrace false
            destinations.*.http.url required
            destinations.*.http.method POST
            destinations.*.http.format raw
            destinations.*.http.auth.bearer
            destinations.*.http.auth.basic.user required
            destinations.*.http.auth.basic.password required
            destinations.*.http.auth.oauth2.url required
            destinations.*.http.auth.oauth2.clientId required
            destinations.*.http.auth.oauth2.clientSecret required
            destinations.*.http.auth.oauth2.scope
            destinations.*.http.auth.oauth2.send header
            destinations.*.http.tls.ca
            destinations.*.http.tls.certificate
            destinations.*.http.tls.key
            destinations.*.http.version http1
            destinations.*.slack.url required
            destinations.*.slack.text {source}: {type}
            destinations.*.teams.url required
            destinations.*.teams.text {source}: {type}
            destinations.*.discord.url required
            destinations.*.discord.text {source}: {type}
            destinations.*.sqs.queue required
            destinations.*.sqs.aws.region required
            destinations.*.sqs.aws.accessKey required
            destinations.*.sqs.aws.secretKey required
            destinations.*.sqs.aws.sessionToken
            destinations.*.sqs.group
            destinations.*.sns.topic required
            destinations.*.sns.endpoint
            destinations.*.sns.aws.region required
            destinations.*.sns.aws.accessKey required
            destinations.*.sns.aws.secretKey required
            destinations.*.sns.aws.sessionToken
            destinations.*.sns.group
            destinations.*.log.body false
            destinations.*.redis.uri
            destinations.*.redis.stream
            destinations.*.redis.channel
            destinations.*.redis.list
            destinations.*.kafka.bootstrap required
            destinations.*.kafka.topic required
            destinations.*.kafka.key
            destinations.*.kafka.compression none
            destinations.*.kafka.maxMessage 1MiB
            destinations.*.kafka.tls false
            destinations.*.kafka.user
            destinations.*.kafka.password
            destinations.*.kafka.mechanism plain
            destinations.*.amqp.uri required
            destinations.*.amqp.user guest
            destinations.*.amqp.password guest
            destinations.*.amqp.exchange
            destinations.*.amqp.routingKey
            destinations.*.amqp.mandatory true
            destinations.*.amqp.persistent true
            destinations.*.amqp.maxMessage 16MiB
            destinations.*.nats.subject required
            destinations.*.nats.user
            destinations.*.nats.password
            destinations.*.nats.token
            destinations.*.mqtt.uri required
            destinations.*.mqtt.topic required
            destinations.*.mqtt.user
            destinations.*.mqtt.password
            destinations.*.mqtt.clientId
            destinations.*.mqtt.retain false
            destinations.*.email.uri required
            destinations.*.email.startTls required
            destinations.*.email.user
            destinations.*.email.password
            destinations.*.email.from required
            destinations.*.email.subject {source}: {type}
            destinations.*.email.text Event {id} of type '{type}' came from {source} ({provider}) at {receivedAt}.
            destinations.*.email.attach false
            destinations.*.file.folder required
            destinations.*.file.prefix events
            destinations.*.file.maxSize 128MiB
            destinations.*.file.maxAge 1d
            destinations.*.file.sync always
            destinations.*.exec.folder
            destinations.*.exec.maxOutput 64KiB
            destinations.*.exec.logOutput false
            destinations.*.emit.source required
            destinations.*.emit.type {type}
            destinations.*.emit.maxHops 8
            destinations.*.queue.visibility 30s
            destinations.*.plugin.name required
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
            destinations.*.order
            destinations.*.gone pause
            routes.*.when
            routes.*.transform
            routes.*.split false
            routes.*.maxItems 1000
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
                                RedisConfig.Mode.SENTINEL,
                                "embedded",
                                List.of("rediss://s1.test:26379", "rediss://s2.test:26379"),
                                "main",
                                "gate",
                                new Secret("redis-password"),
                                new TlsConfig(
                                        new Secret("-----BEGIN CERTIFICATE-----\nredis-ca"),
                                        new Secret("-----BEGIN CERTIFICATE-----\nredis-own"),
                                        new Secret("-----BEGIN PRIVATE KEY-----\nredis-key")),
                                new SentinelConfig("watcher", new Secret("sentinel-password")),
                                Duration.ofMillis(1500),
                                "/var/lib/tidegate"));
        assertThat(config.store())
                .isEqualTo(
                        new StoreConfig(
                                StoreConfig.Durability.REPLICATED,
                                2,
                                16,
                                "tg-2",
                                Duration.ofHours(24),
                                2_000_000_000L,
                                Duration.ofSeconds(5),
                                new ByteSize(1 << 30),
                                new StoreConfig.HoldConfig(
                                        Duration.ofMillis(1_500), ByteSize.parse("8MiB")),
                                new StoreConfig.JournalConfig(
                                        "/var/lib/tidegate/journal", ByteSize.parse("1GiB")),
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
        assertThat(config.sources().keySet()).containsExactly("listed", "written-out", "steps");
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
                                ByteSize.parse("128KiB"),
                                List.of("code", "internal"),
                                false,
                                true));
        assertThat(Named.in(config.sources(), "written-out").verify()).hasSize(2);
        var web = Named.in(config.destinations(), "web");
        assertThat(web.http()).isEqualTo(web());
        assertThat(web.retry())
                .isEqualTo(
                        new RetryConfig(
                                5,
                                Duration.ofSeconds(1),
                                1.5,
                                Duration.ofMinutes(1),
                                RetryConfig.Jitter.NONE,
                                List.of(),
                                0.5));
        assertThat(web.concurrency()).isEqualTo(7);
        assertThat(web.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(web.breaker()).isEqualTo(new BreakerConfig(5, Duration.ofMinutes(2)));
        assertThat(web.gone()).isEqualTo(DestinationConfig.WhenGone.BURY);
        assertThat(web.rate()).isEqualTo(Rate.parse("200/s"));
        assertThat(Named.in(config.destinations(), "lines").log())
                .isEqualTo(new DestinationConfig.LogConfig(true));
        assertThat(Named.in(config.destinations(), "queue").redis())
                .isEqualTo(
                        new DestinationConfig.RedisActionConfig(
                                "redis://q.test", "events", "", ""));
        assertThat(config.routes())
                .containsEntry(
                        "all",
                        new RouteConfig(
                                List.of("listed", "label:code"),
                                ".type == \"push\"",
                                ".body.commits[]",
                                true,
                                20,
                                List.of("web", "lines", "queue", "shouts")));
    }

    private static HttpConfig web() {
        return new HttpConfig(
                "https://web.test/hooks?a=b",
                "PUT",
                Map.of("X-Team", new Secret("shop")),
                List.of("content-type", "x-github-*"),
                List.of(new Secret("whsec_c2lnbg=="), new Secret("whsec_bmV4dA==")),
                HttpConfig.Format.CLOUDEVENTS_BINARY,
                new HttpAuthConfig(new Secret("bearer-token"), null, null),
                new TlsConfig(
                        new Secret("-----BEGIN CERTIFICATE-----"),
                        new Secret("-----BEGIN CERTIFICATE-----"),
                        new Secret("-----BEGIN PRIVATE KEY-----")),
                HttpConfig.Version.HTTP2);
    }

    @Test
    void everyWayToProveWhoWeAreReachesItsComponent() {
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        assertThat(authOf(config, "basic").basic())
                .isEqualTo(new HttpAuthConfig.BasicConfig("me", new Secret("basic-password")));
        assertThat(authOf(config, "tokens").oauth2())
                .isEqualTo(
                        new HttpAuthConfig.OauthConfig(
                                "https://id.test/token",
                                "gateway",
                                new Secret("client-secret"),
                                "events",
                                HttpAuthConfig.OauthConfig.Credentials.BODY,
                                Map.of("audience", new Secret("https://web.test"))));
    }

    @Test
    void everyKeyOfAQueueAndATopicOfAwsReachesItsComponent() {
        // Given
        var aws = new AwsConfig("eu-central-1", "AKID", new Secret("aws-secret"), Secret.NONE);
        var session = new Secret("session-token");
        var guest = new AwsConfig("eu-west-1", "ASIA", new Secret("aws-secret"), session);
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        assertThat(Named.in(config.destinations(), "fifo").sqs())
                .isEqualTo(new SqsConfig("https://sqs.test/1/q.fifo", aws, "{source}"));
        assertThat(Named.in(config.destinations(), "topic").sns())
                .isEqualTo(
                        new SnsConfig(
                                "arn:aws:sns:eu-west-1:1:t.fifo",
                                "https://sns.test",
                                guest,
                                "{type}"));
    }

    private static HttpAuthConfig authOf(GatewayConfig config, String destination) {
        return Objects.requireNonNull(Named.in(config.destinations(), destination).http()).auth();
    }

    @Test
    void everyKeyOfAChatReachesItsComponent() {
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        assertThat(config.outbound()).isEqualTo(new OutboundConfig(OutboundConfig.Reach.PUBLIC));
        assertThat(config.reload()).isEqualTo(new ReloadConfig(Duration.ofSeconds(7)));
        assertThat(Named.in(config.destinations(), "chat").slack())
                .isEqualTo(new NotificationConfig(new Secret("https://slack.test/a"), "s {id}"));
        assertThat(Named.in(config.destinations(), "work").teams())
                .isEqualTo(new NotificationConfig(new Secret("https://teams.test/b"), "t {id}"));
        assertThat(Named.in(config.destinations(), "play").discord())
                .isEqualTo(new NotificationConfig(new Secret("https://discord.test/c"), "d {id}"));
    }

    @Test
    void destinationKnowsItsKind() {
        // When
        GatewayConfig config = ConfigFile.read(ALL_KEYS, Map.of()).check(Catalogue.SMALL.keySet());
        // Then
        assertThat(config.destinations().values().stream().map(DestinationConfig::kind))
                .contains("http", "log", "redis", "kafka", "amqp", "nats", "mqtt", "email")
                .contains("file", "exec", "emit", "queue", "plugin");
    }

    @Test
    void sourcesThatLeadToADestinationInOrderAreKnown() {
        // When
        var config =
                ConfigFile.parse(
                                "t.yaml",
                                """
                                sources:
                                  a: {provider: github, secrets: [12345678], labels: [code]}
                                  b: {provider: github, secrets: [12345678]}
                                  c: {provider: github, secrets: [12345678]}
                                destinations:
                                  line: {log: {}, order: .body.id}
                                  free: {log: {}}
                                routes:
                                  r1: {from: 'label:code', to: [free, line]}
                                  r2: {from: 'b*', to: line}
                                  r3: {from: [a, b, c], to: free}
                                """,
                                Map.of())
                        .check(List.of("github"));
        // Then
        assertThat(config.sourcesInOrder()).containsExactlyInAnyOrder("a", "b");
        assertThat(config.destinations().values())
                .extracting(DestinationConfig::isInOrder)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void theFileOfAllKeysLeavesNoKeyOut() throws IOException {
        // Given
        var text = Files.readString(ALL_KEYS);
        var keys = new TreeSet<String>();
        DEFAULTS.lines()
                .forEach(it -> keys.add(it.replaceFirst(" .*", "").replaceFirst(".*\\.", "")));
        keys.addAll(
                List.of(
                        "secrets",
                        "verify",
                        "headers",
                        "schedule",
                        "labels",
                        "from",
                        "to",
                        "properties",
                        "servers",
                        "command",
                        "environment",
                        "settings",
                        "forward",
                        "sign",
                        "parameters"));
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
                .doesNotContain("secret-1", "admin-token", "redis-password", "bearer-", "whsec_")
                .doesNotContain("basic-password", "client-secret", "BEGIN", "slack.test/a")
                .doesNotContain("aws-secret", "session-token", "sentinel-password")
                .doesNotContain("a-password", "a-token");
        assertThat(new RedisConfig("redis://me:pw@h", Secret.NONE, Duration.ofSeconds(1), "./data"))
                .hasToString("Redis at redis://***@h");
        assertThat(
                        new DestinationConfig.RedisActionConfig("redis://me:pw@h", "s", "", "")
                                .toString())
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
        assertThatThrownBy(() -> new ReloadConfig(second.negated()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("{every=must be 0s to 1h}");
        assertThatThrownBy(() -> new ReloadConfig(Duration.ofMinutes(61)))
                .hasMessage("{every=must be 0s to 1h}");
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
