package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.awaitOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.redis.MasterLocator;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.SelfSigned;
import io.tidegate.testing.TlsRedis;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections over TLS, to real servers. */
class RedisTlsTest {

    @RegisterExtension static final RedisServer OPEN = TlsRedis.server("no");
    @RegisterExtension static final RedisServer MUTUAL = TlsRedis.server("yes");

    private static final TlsConfig TRUSTING =
            new TlsConfig(new Secret(SelfSigned.certificatePem()), Secret.NONE, Secret.NONE);
    private static final TlsConfig KNOWN =
            new TlsConfig(
                    new Secret(SelfSigned.certificatePem()),
                    new Secret(SelfSigned.certificatePem()),
                    new Secret(SelfSigned.keyPem()));

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    @Test
    void serverWithACertificateOfOurAuthorityIsConnectedTo() {
        assertThat(ping(config("localhost", OPEN, TRUSTING))).isEqualTo("PONG");
    }

    @Test
    void certificateOfAnotherHostIsRefused() {
        assertThatThrownBy(() -> ping(config("127.0.0.1", OPEN, TRUSTING)))
                .hasStackTraceContaining("127.0.0.1");
    }

    @Test
    void certificateOfAnAuthorityThatWeDoNotKnowIsRefused() {
        assertThatThrownBy(() -> ping(config("localhost", OPEN, TlsConfig.NONE)))
                .hasStackTraceContaining("unable to find valid certification path");
    }

    @Test
    void weShowOurCertificateToAServerThatAsksForIt() {
        assertThat(ping(config("localhost", MUTUAL, KNOWN))).isEqualTo("PONG");
    }

    @Test
    void withoutOurCertificateSuchAServerRefusesUs() {
        assertThatThrownBy(() -> ping(config("localhost", MUTUAL, TRUSTING)))
                .isInstanceOf(RuntimeException.class);
    }

    private String ping(RedisConfig config) {
        return awaitOn(
                loop,
                () ->
                        MasterLocator.of(vertx, config)
                                .locate()
                                .compose(
                                        master ->
                                                Wire.connect(
                                                        vertx,
                                                        master.options(),
                                                        Duration.ofSeconds(5),
                                                        () -> Wire.USUAL_HEARTBEAT,
                                                        Future::succeededFuture,
                                                        lost -> {}))
                                .compose(wire -> wire.send(Request.cmd(Command.PING)))
                                .map(String::valueOf));
    }

    private static RedisConfig config(String host, RedisServer server, TlsConfig tls) {
        var plain = server.config();
        return new RedisConfig(
                RedisConfig.Mode.STANDALONE,
                "rediss://" + host + ":" + TlsRedis.port(server),
                List.of(),
                "",
                "",
                plain.password(),
                tls,
                SentinelConfig.NONE,
                plain.timeout(),
                plain.data());
    }
}
