package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.config.OutboundConfig.Reach;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.Futures;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A destination that is hostile, or is not where it seems to be. */
class HttpSafetyTest extends HttpFixture {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        ROOT.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        ROOT.detachAppender(lines);
    }

    private Outcome send(String url) {
        return attempt("http: {url: '" + url + "'}\ntimeout: 2s", Parcels.delivery("x"));
    }

    /** A server that does not keep to HTTP. */
    private String raw(Consumer<NetSocket> answer) {
        NetServer server =
                vertx.createNetServer()
                        .connectHandler(it -> it.handler(request -> answer.accept(it)));
        return "http://127.0.0.1:" + Futures.await(server.listen(0, "127.0.0.1")).actualPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://[fd00:ec2::254]/latest",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[fe80::1]/",
                "http://0.0.0.0/",
                "http://100.100.100.200/"
            })
    void metadataIsNeverReached(String url) {
        assertThat(send(url)).isEqualTo(Outcome.retry("address not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2852039166/",
                "http://0xa9.0xfe.0xa9.0xfe/",
                "http://169.254.43518/"
            })
    void oddSpellingOfAnAddressIsNoAddress(String url) {
        assertThat(send(url)).isEqualTo(Outcome.retry("unknown host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void privateAddressesCanBeLeftOut(String host) {
        // Given
        var sink = sink();
        String yaml = "http: {url: 'http://%s:%d/'}".formatted(host, sink.port());

        // When
        var outcome =
                attempt(
                        action(Reach.PUBLIC, DestinationConfigs.parse(yaml)),
                        Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("address not allowed"));
        assertThat(sink.taken()).isEmpty();
        assertThat(attempt(yaml, Parcels.delivery("x"))).isEqualTo(Outcome.delivered());
    }

    @Test
    void serverIsAskedByTheNameThatWasConfigured() {
        // Given
        var sink = sink();

        // When
        send("http://localhost:" + sink.port() + "/");

        // Then
        assertThat(sink.single().header("host")).isEqualTo("localhost:" + sink.port());
    }

    @Test
    void answerOfOneByteNowAndThenEndsWithTheTime() {
        // Given
        String url =
                raw(
                        socket -> {
                            socket.write("HTTP/1.1 200 OK\r\nX-Slow: ");
                            long timer = vertx.setPeriodic(20, tick -> socket.write("a"));
                            socket.closeHandler(gone -> vertx.cancelTimer(timer));
                        });

        // Then
        assertThat(send(url)).isEqualTo(Outcome.retry("timeout after 2s"));
    }

    @Test
    void headWithoutEndIsNotReadToItsEnd() {
        // Given
        String url =
                raw(
                        socket -> {
                            socket.write("HTTP/1.1 200 OK\r\n");
                            for (int i = 0; i < 10_000; i++) {
                                socket.write("X-Field-" + i + ": some value\r\n");
                            }
                        });

        // Then
        assertThat(send(url)).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void compressedAnswerIsNotUnpacked() {
        // Given
        var sink = sink();
        sink.answering(
                request -> request.response().putHeader("content-encoding", "gzip").end("no gzip"));

        // Then
        assertThat(send("http://127.0.0.1:" + sink.port())).isEqualTo(Outcome.delivered());
        assertThat(sink.single().header("accept-encoding")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"})
    void lostConnectionIsNoErrorOfOurs(String answer) {
        // Given
        String url = raw(socket -> socket.write(answer).onComplete(sent -> socket.close()));

        // When
        send(url);
        send(url);

        // Then
        assertThat(lines.list).noneMatch(it -> it.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    void attemptThatIsGivenUpIsNoErrorOfOurs() {
        // Given
        String silent = raw(socket -> {});
        String yaml = "http: {url: '" + silent + "'}\ntimeout: 50ms";

        // When
        attempt(yaml, Parcels.delivery("x"));
        attempt(yaml, Parcels.delivery("x"));

        // Then
        assertThat(lines.list).noneMatch(it -> it.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    void requestThatCannotBeWrittenKeepsNoConnectionBusy() {
        // Given a destination with one connection
        var sink = sink();
        String yaml = "http: {url: 'http://127.0.0.1:%d/'}\nconcurrency: 1\ntimeout: 2s";
        var action = action(yaml.formatted(sink.port()));
        var bad = Parcels.delivery(Headers.of("X-Bad", "a\r\nb: c"), new byte[0]);

        // When
        var outcome = attempt(action, bad);

        // Then
        assertThat(outcome).isEqualTo(Outcome.dead("request cannot be written"));
        assertThat(attempt(action, Parcels.delivery("x"))).isEqualTo(Outcome.delivered());
        assertThat(sink.taken()).hasSize(1);
    }

    @Test
    void tokenThatIsNotGivenIsNoErrorOfOurs() {
        // Given
        var sink = sink().answering(503);
        String yaml =
                """
                http:
                  url: http://127.0.0.1:%d/
                  auth: {oauth2: {url: "http://127.0.0.1:%d/", clientId: a, clientSecret: b}}
                """;

        // When
        var outcome = attempt(yaml.formatted(sink.port(), sink.port()), Parcels.delivery("x"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("token server says 503"));
        assertThat(lines.list).noneMatch(it -> it.getLevel().isGreaterOrEqual(Level.WARN));
    }
}
