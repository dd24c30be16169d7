package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.Finding;
import io.tidegate.testing.StoreConfigs;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An operator learns from the log what would lose events, once. */
class ServerCheckTest {

    private static final Map<String, String> GOOD =
            Map.of("redis_version", "7.0.15", "maxmemory_policy", "noeviction", "aof_enabled", "1");
    private static final Map<String, String> EVICTING =
            Map.of(
                    "redis_version", "7.0.15",
                    "maxmemory_policy", "allkeys-lru",
                    "aof_enabled", "1");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> log = new Lines();
    private final ServerCheck check = new ServerCheck(StoreConfigs.at(Durability.MEMORY), false);

    /** Keeps what is logged, with its keys and values. */
    private final class Lines extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getMessage() + " " + event.getKeyValuePairs());
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
        logger().setLevel(Level.INFO);
        logger().setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(Level.ERROR);
    }

    @Test
    void fitServerIsTakenAndItsFactsAreLogged() {
        // When
        assertThat(judge(GOOD)).isTrue();
        // Then
        assertThat(check.refusal()).isEmpty();
        assertThat(check.findings()).hasSize(3).noneMatch(Finding::isError);
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("INFO redis examined"));
    }

    @Test
    void unfitServerIsRefusedWithTheRemedy() {
        // When
        assertThat(judge(EVICTING)).isFalse();
        // Then
        assertThat(check.refusal().orElseThrow())
                .startsWith("redis cannot keep events as store.durability, memory, asks: ")
                .contains("allkeys-lru", "CONFIG SET maxmemory-policy noeviction");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ERROR redis may lose events"))
                .singleElement()
                .asString()
                .contains("allkeys-lru", "CONFIG SET maxmemory-policy noeviction");
    }

    @Test
    void whatIsKnownAlreadyIsNotLoggedAgain() {
        // Given
        judge(EVICTING);
        lines.clear();
        // When
        judge(EVICTING);
        // Then
        assertThat(lines).isEmpty();
    }

    @Test
    void mendedServerIsTakenAndTheChangeIsLogged() {
        // Given
        judge(EVICTING);
        lines.clear();
        // When
        assertThat(judge(GOOD)).isTrue();
        // Then
        assertThat(check.refusal()).isEmpty();
        assertThat(lines).singleElement().asString().contains("maxmemory-policy is noeviction");
    }

    private boolean judge(Map<String, String> facts) {
        return check.judge("", new ServerFacts(facts, "everysec", true, false)).succeeded();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ServerCheck.class);
    }
}
