package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static io.tidegate.testing.Futures.awaitOn;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.store.StoreException;
import io.tidegate.testing.FreePorts;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.SelfSigned;
import io.tidegate.testing.TlsRedis;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link to a cluster of one node, which comes and goes. */
class ClusterLinkTest {

    private static final String KEY = "a";

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private RedisServer node = new RedisServer();

    @AfterEach
    void close() {
        await(vertx.close());
        node.close();
    }

    /** Starts a cluster that is this node alone. */
    private void startAlone(RedisServer server) {
        node = server;
        node.start();
        node.command("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        Awaitility.await()
                .until(() -> node.command("CLUSTER", "INFO").contains("cluster_state:ok"));
    }

    private static String[] options(String... more) {
        var options = new ArrayList<>(List.of(more));
        Collections.addAll(
                options, "--cluster-enabled", "yes", "--cluster-port", "" + FreePorts.next());
        return options.toArray(String[]::new);
    }

    @Test
    void clusterThatIsNotThereYetIsFoundWhenItIs() {
        // Given
        startAlone(new RedisServer(options()));
        node.kill();
        // When
        var links =
                new RedisLinks(vertx, config("redis://127.0.0.1:" + node.port(), TlsConfig.NONE));
        Link link = links.to(LinkPurpose.REST);
        awaitOn(loop, () -> open(link));
        Awaitility.await().until(() -> links.states().count(LinkPurpose.REST, LinkState.AWAY) == 1);
        assertThatThrownBy(() -> awaitOn(loop, () -> get(link)))
                .isInstanceOf(StoreException.class)
                .hasMessage("redis is away");
        node.start();
        // Then
        Awaitility.await()
                .until(() -> links.states().count(LinkPurpose.REST, LinkState.READY) == 1);
        // A node that comes back refuses everything for two seconds.
        Awaitility.await().ignoreExceptions().until(() -> awaitOn(loop, () -> get(link)).isEmpty());
        awaitOn(loop, link::close);
    }

    /** It names itself as its certificate does. */
    @Test
    void clusterIsSpokenToOverTls() {
        // Given
        String[] options =
                options(
                        "--tls-cluster",
                        "yes",
                        "--cluster-announce-hostname",
                        "localhost",
                        "--cluster-preferred-endpoint-type",
                        "hostname");
        startAlone(TlsRedis.server("no", options));
        var trusting =
                new TlsConfig(new Secret(SelfSigned.certificatePem()), Secret.NONE, Secret.NONE);
        var config = config("rediss://localhost:" + TlsRedis.port(node), trusting);
        // When
        var links = new RedisLinks(vertx, config);
        Link link = links.to(LinkPurpose.REST);
        awaitOn(loop, () -> open(link));
        // Then
        Awaitility.await()
                .until(() -> links.states().count(LinkPurpose.REST, LinkState.READY) == 1);
        awaitOn(loop, () -> get(link));
        awaitOn(loop, link::close);
    }

    private static Future<Void> open(Link link) {
        link.open(List.of(KEY));
        return Future.succeededFuture();
    }

    private static Future<String> get(Link link) {
        return link.send(KEY, Request.cmd(Command.GET).arg(KEY)).map("");
    }

    private RedisConfig config(String uri, TlsConfig tls) {
        return new RedisConfig(
                RedisConfig.Mode.CLUSTER,
                "embedded",
                List.of(uri),
                "",
                "",
                node.config().password(),
                tls,
                SentinelConfig.NONE,
                Duration.ofSeconds(1),
                "none");
    }
}
