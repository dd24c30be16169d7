package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static io.tidegate.testing.Futures.awaitOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One connection, against a server that answers as each test likes. */
class WireTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Map<String, String> replies =
            new ConcurrentHashMap<>(
                    Map.of(
                            "HELLO", "-ERR unknown command\r\n",
                            "PING", "+PONG\r\n",
                            "CLIENT", "+OK\r\n",
                            "ROLE", "*1\r\n$6\r\nmaster\r\n"));
    private final Queue<String> losses = new ConcurrentLinkedQueue<>();
    private NetServer server = vertx.createNetServer();

    @BeforeEach
    void listen() {
        server = await(server.connectHandler(this::serve).listen(0, "127.0.0.1"));
    }

    /** Answers each command by its name, and some not at all. */
    private void serve(NetSocket socket) {
        socket.handler(
                commands ->
                        commands.toString()
                                .toUpperCase(Locale.ROOT)
                                .lines()
                                .filter(replies::containsKey)
                                .forEach(name -> socket.write(replies.get(name))));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void replicaIsNotConnectedTo() {
        // Given
        replies.put("ROLE", "*1\r\n$5\r\nslave\r\n");
        // When, Then
        assertThatThrownBy(this::connect).hasStackTraceContaining("no master");
    }

    @Test
    void serverThatStillReadsItsFilesIsNotConnectedTo() {
        // Given
        replies.put("HELLO", "*2\r\n$6\r\nserver\r\n$5\r\nredis\r\n");
        replies.put("PING", "-LOADING Redis is loading the dataset in memory\r\n");
        // When, Then
        assertThatThrownBy(this::connect).hasStackTraceContaining("LOADING");
    }

    @Test
    void silentServerIsGivenUpInTime() {
        // Given
        replies.clear();
        // When, Then
        assertThatThrownBy(this::connect).hasStackTraceContaining("Timeout");
    }

    @Test
    void errorReplyMeansNotDoneAndTheConnectionStays() {
        // Given
        replies.put("XLEN", "-WRONGTYPE Operation against a key\r\n");
        var wire = connect();
        // When, Then
        assertThatThrownBy(() -> send(wire, Command.XLEN)).satisfies(it -> isUnknown(it, false));
        assertThat(losses).isEmpty();
    }

    @Test
    void whatIsNoReplyMeansUnknownAndTheConnectionIsLost() {
        // Given
        replies.put("XLEN", "?what\r\n");
        var wire = connect();
        // When, Then
        assertThatThrownBy(() -> send(wire, Command.XLEN)).satisfies(it -> isUnknown(it, true));
        Awaitility.await().until(() -> losses.size() == 1);
    }

    /** Both replies come in one piece, so the second is read after the first gave offence. */
    @Test
    void replyThatComesAfterTheConnectionWasGivenUpIsNotBelieved() {
        // Given
        replies.put("XLEN", "");
        replies.put("XACK", ":1\r\n:2\r\n");
        var wire = connect();
        // When, Then
        assertThatThrownBy(() -> awaitOn(loop, () -> sendTwoAndGiveUp(wire)))
                .satisfies(it -> isUnknown(it, true));
    }

    private static Future<Response> sendTwoAndGiveUp(Wire wire) {
        wire.send(request(Command.XLEN)).onSuccess(first -> wire.lose("odd"));
        return wire.send(request(Command.XACK));
    }

    /** One of the replies so far was to nothing, and all after it were to the command before. */
    @Test
    void replyToNoCommandCostsTheConnection() {
        // Given
        replies.put("XLEN", ":5\r\n:1\r\n");
        var wire = connect();
        // When
        assertThat(send(wire, Command.XLEN)).isEqualTo("5");
        // Then
        Awaitility.await().until(() -> losses.contains("a reply to no command"));
    }

    @Test
    void noReplyMeansUnknownAndTheConnectionIsLost() {
        // Given
        var wire = connect();
        // When, Then
        assertThatThrownBy(() -> send(wire, Command.XLEN)).satisfies(it -> isUnknown(it, true));
        assertThat(losses).containsExactly("no answer in time");
    }

    @Test
    void commandOnALostConnectionIsNotDone() {
        // Given
        var wire = connect();
        awaitOn(loop, wire::close);
        // When, Then
        assertThatThrownBy(() -> send(wire, Command.XLEN)).satisfies(it -> isUnknown(it, false));
    }

    @Test
    void closingOurselvesIsNoLoss() {
        // Given
        var wire = connect();
        // When
        awaitOn(loop, wire::close);
        // Then
        assertThat(losses).isEmpty();
    }

    @Test
    void moreCommandsThanMayWaitAreNotSent() {
        // Given
        var wire = connect();
        // When
        var last =
                awaitOn(
                        loop,
                        () -> {
                            IntStream.range(0, Wire.MOST_OUTSTANDING)
                                    .forEach(i -> ignore(wire.send(request(Command.XLEN))));
                            return Future.succeededFuture(wire.send(request(Command.XLEN)));
                        });
        // Then
        assertThat(last.cause()).satisfies(it -> isUnknown(it, false));
        assertThat(last.cause()).hasMessageContaining("too many");
    }

    @Test
    void quietConnectionSendsAHeartbeat() {
        // Given
        connect();
        // When
        replies.remove("PING");
        // Then
        Awaitility.await().until(() -> losses.contains("no answer in time"));
    }

    @Test
    void connectionToAServerThatWasReplacedIsGivenUp() {
        // Given
        var isReplaced = new AtomicBoolean();
        var wire = connect();
        awaitOn(loop, () -> Future.succeededFuture(wire.unless(isReplaced::get)));
        assertThat(send(wire, Command.PING)).isEqualTo("PONG");
        // When
        isReplaced.set(true);
        // Then
        Awaitility.await().until(() -> losses.contains("another server is the master now"));
        assertThatThrownBy(() -> send(wire, Command.PING)).satisfies(it -> isUnknown(it, false));
    }

    @Test
    void connectionOfAUserWhoIsKnownNoMoreIsGivenUp() {
        // Given
        replies.put("XLEN", "-NOAUTH Authentication required.\r\n");
        var wire = connect();
        // When, Then
        assertThatThrownBy(() -> send(wire, Command.XLEN)).satisfies(it -> isUnknown(it, false));
        assertThat(losses).containsExactly("the server does not know us any more");
    }

    private static void isUnknown(Throwable failure, boolean expected) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        it -> assertThat(it.isUnknown()).as(it.getMessage()).isEqualTo(expected));
    }

    private static void ignore(Future<?> future) {
        assertThat(future).isNotNull();
    }

    private Wire connect() {
        var options =
                new RedisOptions().setConnectionString("redis://127.0.0.1:" + server.actualPort());
        return awaitOn(
                loop,
                () ->
                        Wire.connect(
                                vertx,
                                options,
                                LIMIT,
                                () -> Wire.USUAL_HEARTBEAT,
                                Future::succeededFuture,
                                losses::add));
    }

    private String send(Wire wire, Command command) {
        return awaitOn(loop, () -> wire.send(request(command)).map(String::valueOf));
    }

    private static Request request(Command command) {
        return Request.cmd(command).arg("key");
    }
}
