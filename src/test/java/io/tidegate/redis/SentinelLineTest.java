package io.tidegate.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On which thread a sentinel is heard, or given up. */
class SentinelLineTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void silentSentinelIsGivenUpOnTheEventLoopThatAsked() {
        // Given
        var config =
                new RedisConfig(
                        RedisConfig.Mode.SENTINEL,
                        "embedded",
                        List.of(FakeSentinel.silent(vertx).uri()),
                        "main",
                        "",
                        Secret.NONE,
                        TlsConfig.NONE,
                        new SentinelConfig("", Secret.NONE),
                        Duration.ofSeconds(1),
                        "./data");
        var line = new SentinelLine(vertx, new FreshConfig(vertx, config), config.uris().get(0));
        // When
        Promise<List<Thread>> threads = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(
                        on -> {
                            var asking = Thread.currentThread();
                            line.ask()
                                    .transform(
                                            end ->
                                                    Future.succeededFuture(
                                                            List.of(
                                                                    asking,
                                                                    Thread.currentThread())))
                                    .onComplete(threads);
                        });
        // Then
        var both = await(threads.future());
        assertThat(both.get(1)).isSameAs(both.get(0));
        assertThat(line.isMissing()).isTrue();
    }
}
