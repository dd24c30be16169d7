package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static io.tidegate.testing.Futures.awaitOn;
import static io.tidegate.testing.Futures.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.redis.Cluster;
import io.tidegate.redis.Located;
import io.tidegate.redis.MasterLocator;
import io.tidegate.redis.Node;
import io.tidegate.redis.Redirect;
import io.tidegate.store.StoreException;
import io.tidegate.testing.FreePorts;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.SelfSigned;
import io.tidegate.testing.TlsRedis;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link to a cluster of one node, which comes and goes. */
class ClusterLinkTest {

    private static final String KEY = "a";
    private static final Duration SECOND = Duration.ofSeconds(1);

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

    /** What waited for a link that is needed no more finds another way, and needs a link for it. */
    @Test
    void linkThatIsClosedWhileACommandWaitsForItIsForgotten() {
        // Given: a command that waits for a link which never comes up
        startAlone(new RedisServer(options()));
        var here = new Node("127.0.0.1", node.port());
        var elsewhere = new Node("127.0.0.1", FreePorts.next());
        var config = config("redis://127.0.0.1:" + node.port(), TlsConfig.NONE);
        var cluster = Cluster.of(vertx, config);
        var search = new ClusterSearch(vertx, cluster, standing(Optional.empty()));
        var link = new ClusterLink(vertx, cluster, search, this::linkThatNeverComesUp, true);
        awaitOn(loop, () -> open(link));
        Awaitility.await().until(() -> cluster.owner(KEY).equals(Optional.of(here)));
        Future<String> waiting = on(loop, () -> get(link));
        RedisLink first = awaitOn(loop, () -> Future.succeededFuture(link.of(KEY)));
        // When: the key goes to another node, and comes back
        cluster.moved(redirectTo(elsewhere));
        Awaitility.await().until(() -> !awaitOn(loop, () -> links(link)).contains(first));
        cluster.moved(redirectTo(here));
        // Then
        RedisLink last = awaitOn(loop, () -> Future.succeededFuture(link.of(KEY)));
        assertThat(last).isNotSameAs(first);
        awaitOn(loop, link::close);
        assertThat(waiting.isComplete()).isTrue();
    }

    private Redirect redirectTo(Node other) {
        String slot = node.command("CLUSTER", "KEYSLOT", KEY);
        return Redirect.of("MOVED " + slot + " " + other, other).orElseThrow();
    }

    private static Future<Collection<RedisLink>> links(Link link) {
        return Future.succeededFuture(link.all());
    }

    private RedisLink linkThatNeverComesUp(Node to) {
        var nobody =
                new MasterLocator() {
                    @Override
                    public Future<Located> locate() {
                        return Promise.<Located>promise().future();
                    }

                    @Override
                    public Future<Void> confirm(Located located) {
                        return Future.succeededFuture();
                    }

                    @Override
                    public boolean isSuperseded(Located located) {
                        return false;
                    }
                };
        var standing = standing(Optional.of(to));
        return new RedisLink(vertx, nobody, standing, SECOND, SECOND, () -> {});
    }

    private static LinkStanding standing(Optional<Node> of) {
        return new LinkStanding(new LinkStates(), LinkPurpose.REST, of);
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
