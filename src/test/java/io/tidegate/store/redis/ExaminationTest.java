package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.Finding;
import io.tidegate.store.Finding.Grade;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.StoreConfigs;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people are told about a server. */
class ExaminationTest {

    @RegisterExtension static final RedisServer REDIS = new RedisServer("--appendonly", "yes");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    @Test
    void goodServerIsPraisedInEveryRespect() {
        // Given
        REDIS.command("CONFIG", "SET", "maxmemory", "1gb");
        // When
        var findings = examine(REDIS.config(), InstantSource.system());
        // Then
        assertThat(findings)
                .allMatch(it -> it.grade() == Grade.OK || isLatency(it), "is ok")
                .extracting(Finding::subject)
                .containsExactly(
                        "connection",
                        "version",
                        "eviction",
                        "persistence",
                        "memory",
                        "layout",
                        "clock",
                        "latency");
        assertThat(REDIS.command("DBSIZE")).as("nothing is written").isEqualTo("0");
    }

    @Test
    void serverWithoutAMemoryLimitIsWarnedAbout() {
        assertThat(examine(REDIS.config(), InstantSource.system()))
                .filteredOn(it -> it.grade() == Grade.WARNING && !isLatency(it))
                .singleElement()
                .extracting(Finding::subject)
                .isEqualTo("memory");
    }

    @Test
    void clockThatIsFarOffIsWarnedAbout() {
        // Given
        InstantSource ahead = () -> Instant.now().plus(Duration.ofHours(1));
        // When
        var findings = examine(REDIS.config(), ahead);
        // Then
        assertThat(findings)
                .filteredOn(it -> it.subject().equals("clock"))
                .singleElement()
                .satisfies(it -> assertThat(it.grade()).isEqualTo(Grade.WARNING))
                .satisfies(it -> assertThat(it.text()).startsWith("this clock is 3"));
    }

    @Test
    void anotherLayoutIsAnError() {
        // Given
        REDIS.command("SET", new Layout(new Keys("test", 8)).key(), "1 16");
        // When, Then
        assertThat(examine(REDIS.config(), InstantSource.system()))
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(it -> assertThat(it.remedy()).contains("set store.shards to that"));
    }

    @Test
    void serverThatDoesNotLetUsInIsTheOnlyFinding() {
        // Given
        var config = REDIS.config();
        var wrong =
                new RedisConfig(config.uri(), new Secret("wrong"), config.timeout(), config.data());
        // When, Then
        assertThat(examine(wrong, InstantSource.system()))
                .singleElement()
                .satisfies(it -> assertThat(it.isError()).isTrue())
                .satisfies(it -> assertThat(it.text()).contains("WRONGPASS"));
    }

    /** It says more about the machine that runs the tests. */
    private static boolean isLatency(Finding finding) {
        return finding.subject().equals("latency");
    }

    private List<Finding> examine(RedisConfig redis, InstantSource clock) {
        var config = StoreConfigs.at(Durability.MEMORY);
        return Futures.await(new Examination(vertx, config, clock).of(redis));
    }
}
