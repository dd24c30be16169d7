package io.tidegate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.lab.FaultProxy.Mode;
import io.tidegate.testing.Futures;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy of the laboratory, in front of a server that says everything back. */
class FaultProxyTest {

    private static final byte[] REPLY = ":1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LIMIT_MILLIS = 5_000;

    private final Vertx vertx = Vertx.vertx();
    private FaultProxy proxy;
    private Socket socket;

    @BeforeEach
    void start() throws IOException {
        var echo =
                Futures.await(
                        vertx.createNetServer()
                                .connectHandler(it -> it.handler(it::write))
                                .listen(0, "127.0.0.1"));
        proxy = new FaultProxy(vertx, echo.actualPort(), new Random(1));
        Futures.await(proxy.start());
        socket = connect();
    }

    private Socket connect() throws IOException {
        var connected = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        connected.setSoTimeout(LIMIT_MILLIS);
        return connected;
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        Futures.await(vertx.close());
    }

    private void say(int... bytes) throws IOException {
        for (int each : bytes) {
            socket.getOutputStream().write(each);
        }
    }

    private int hear() throws IOException {
        return socket.getInputStream().read();
    }

    @Test
    void everythingPasses() throws IOException {
        say(1, 2, 3);
        assertThat(socket.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    }

    @Test
    void bytesKeepTheirOrderWhenADelayEnds() throws IOException {
        // Given
        say(1);
        assertThat(hear()).isEqualTo(1);
        proxy.delay(300);
        proxy.set(Mode.DELAY);
        say(2);
        Awaitility.await().until(() -> proxy.holding() > 0);
        // When
        proxy.set(Mode.PASS);
        say(3, 4);
        // Then
        assertThat(socket.getInputStream().readNBytes(3)).containsExactly(2, 3, 4);
    }

    @Test
    void repliesAreLostWhereTheConnectionIsHalfOpen() throws IOException {
        // Given
        proxy.set(Mode.HALF_OPEN);
        socket.setSoTimeout(200);
        // When
        say(1);
        // Then
        assertThatThrownBy(this::hear).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void whatWasDamagedIsCutWhenItIsMended() throws IOException {
        // Given
        say(3);
        assertThat(hear()).as("the proxy has the connection").isEqualTo(3);
        proxy.set(Mode.BLACKHOLE);
        say(1);
        // When
        proxy.set(Mode.PASS);
        // Then
        assertThat(hear()).isEqualTo(-1);
        socket = connect();
        say(2);
        assertThat(hear()).isEqualTo(2);
    }

    private boolean isReply() throws IOException {
        byte[] heard = socket.getInputStream().readNBytes(REPLY.length);
        boolean isReply = Arrays.equals(heard, REPLY);
        if (!isReply) {
            socket.close();
            socket = connect();
        }
        return isReply;
    }

    @Test
    void someRepliesAreMalformed() throws IOException {
        // Given
        proxy.set(Mode.GARBLE);
        int changed = 0;
        // When
        for (int i = 0; i < 500; i++) {
            socket.getOutputStream().write(REPLY);
            changed += isReply() ? 0 : 1;
        }
        // Then
        assertThat(changed).isBetween(1, 200);
    }
}
