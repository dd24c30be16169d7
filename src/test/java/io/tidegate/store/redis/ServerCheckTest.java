package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** An operator learns from the log what would lose events. */
class ServerCheckTest {

    @RegisterExtension static final RedisServer REDIS = new RedisServer("--appendonly", "yes");

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> log = new Lines();

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
        REDIS.command("CONFIG", "RESETSTAT");
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(Level.ERROR);
        REDIS.command("CONFIG", "SET", "maxmemory-policy", "noeviction");
        Futures.await(vertx.close());
    }

    @Test
    void serverThatKeepsEverythingIsJustNamed() {
        // When
        check(new ServerCheck());
        // Then
        Awaitility.await().until(() -> settingsAskedFor() == 2);
        assertThat(lines).singleElement().asString().startsWith("INFO redis found").contains("7.");
    }

    @Test
    void serverThatMayEvictIsWarnedAboutWithTheRemedy() {
        // Given
        REDIS.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        // When
        check(new ServerCheck());
        // Then
        Awaitility.await().until(() -> lines.size() == 2);
        assertThat(lines)
                .last()
                .asString()
                .startsWith("WARN redis may lose events")
                .contains("maxmemory-policy", "allkeys-lru", "noeviction");
    }

    @Test
    void checkIsMadeOnce() {
        // Given
        var check = new ServerCheck();
        check(check);
        Awaitility.await().until(() -> settingsAskedFor() == 2);
        lines.clear();
        REDIS.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        // When
        check(check);
        // Then
        assertThat(lines).isEmpty();
    }

    /** Returns when the link is up and the check's first question, if it asks one, is answered. */
    private void check(ServerCheck check) {
        Promise<Void> isUp = Promise.promise();
        var limit = REDIS.config().timeout();
        var link = new RedisLink(vertx, REDIS.config(), limit, "test", isUp::tryComplete);
        vertx.runOnContext(start -> link.open());
        Futures.await(
                isUp.future()
                        .compose(
                                up -> {
                                    check.once(link);
                                    return link.send(Request.cmd(Command.PING));
                                }));
    }

    private static long settingsAskedFor() {
        var calls = Pattern.compile("cmdstat_config\\|get:calls=(\\d+)");
        var counted = calls.matcher(REDIS.command("INFO", "commandstats"));
        return counted.find() ? Long.parseLong(counted.group(1)) : 0;
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ServerCheck.class);
    }
}
