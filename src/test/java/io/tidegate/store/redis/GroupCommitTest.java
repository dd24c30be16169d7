package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static io.tidegate.testing.Futures.awaitOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Events;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Appends to a server that answers them as no server should. */
class GroupCommitTest {

    private static final Map<String, String> REPLIES =
            Map.of(
                    "HELLO", "-ERR unknown command\r\n",
                    "PING", "+PONG\r\n",
                    "CLIENT", "+OK\r\n",
                    "ROLE", "*1\r\n$6\r\nmaster\r\n");

    private static final Duration SECONDS = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {":5\r\n", "$-1\r\n", "*1\r\n$3\r\n1-1\r\n", "+OK\r\n", "$2\r\n1-\r\n"})
    void replyThatIsNoEntryIdLeavesTheEventUnknownAndCostsTheConnection(String reply) {
        // Given
        var link = awaitOn(loop, () -> open(listen(reply)));
        Awaitility.await().until(() -> awaitOn(loop, () -> isUp(link)));
        // When, Then
        assertThatThrownBy(() -> awaitOn(loop, () -> commit(link).append(Events.event("a"))))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isTrue());
        Awaitility.await().untilAsserted(() -> assertThat(connections).hasValue(2));
    }

    private static Future<Boolean> isUp(RedisLink link) {
        return Future.succeededFuture(link.isUp());
    }

    private GroupCommit commit(RedisLink link) {
        var config = RedisStoreFixture.usual();
        var confirming = new Confirming(config, new ServerCheck(config), Duration.ofSeconds(2));
        var sharding = new Sharding(8, Set.of());
        return new GroupCommit(vertx, link, new Keys("test", 8), sharding, confirming);
    }

    private Future<NetServer> listen(String reply) {
        return vertx.createNetServer()
                .connectHandler(socket -> serve(socket, reply))
                .listen(0, "127.0.0.1");
    }

    private Future<RedisLink> open(Future<NetServer> listening) {
        return listening.map(
                server -> {
                    var link = new RedisLinks(vertx, config(server)).to(LinkPurpose.COMMIT);
                    link.open();
                    return link;
                });
    }

    private static RedisConfig config(NetServer server) {
        var uri = "redis://127.0.0.1:" + server.actualPort();
        return new RedisConfig(uri, Secret.NONE, SECONDS, "none");
    }

    private void serve(NetSocket socket, String reply) {
        connections.incrementAndGet();
        socket.handler(
                commands ->
                        commands.toString()
                                .toUpperCase(Locale.ROOT)
                                .lines()
                                .forEach(
                                        word ->
                                                socket.write(
                                                        word.equals("XADD")
                                                                ? reply
                                                                : REPLIES.getOrDefault(word, ""))));
    }
}
