package io.tidegate.lab;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands between the gateways and Redis, and can be a bad network. One event loop owns it. */
final class FaultProxy {

    /** What it does with what passes. */
    enum Mode {
        /** Nothing. */
        PASS,
        /** Holds everything back for a while, in both directions. */
        DELAY,
        /** Loses every reply; requests arrive. */
        HALF_OPEN,
        /** Loses everything, and takes new connections that lead nowhere. */
        BLACKHOLE,
        /** Refuses new connections and cuts those there are. */
        CUT,
        /**
         * Makes some replies malformed. What is in them is left alone: the protocol has no
         * checksum, and a changed body could not be told from another.
         */
        GARBLE
    }

    private static final double SHARE_GARBLED = 0.05;
    private static final String MARKS = "+-:$*";

    /** No reply, one too many of each kind, an error, and lengths that none should have. */
    private static final List<String> JUNK =
            List.of(
                    "?what\r\n",
                    "+OK\r\n",
                    ":5\r\n",
                    "$-1\r\n",
                    "*0\r\n",
                    "*-1\r\n",
                    "-ERR unknown\r\n",
                    "$1073741824\r\n",
                    "*1073741824\r\n",
                    "$999999999999999999999\r\n",
                    "\r\n",
                    "\u0000");

    private final Vertx vertx;
    private final Context loop;
    private final NetClient client;
    private final int target;
    private final Random random;
    private final Set<NetSocket> open = new HashSet<>();
    private final AtomicInteger holding = new AtomicInteger();
    private Mode mode = Mode.PASS;
    private int delayMillis = 100;
    private int port;

    FaultProxy(Vertx vertx, int target, Random random) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.client = vertx.createNetClient();
        this.target = target;
        this.random = random;
    }

    /** Listens on a free port of loopback. */
    Future<Void> start() {
        var started = new CompletableFuture<Void>();
        loop.runOnContext(
                on ->
                        vertx.createNetServer()
                                .connectHandler(this::accept)
                                .listen(0, "127.0.0.1")
                                .onSuccess(server -> port = server.actualPort())
                                .onComplete(
                                        done -> started.complete(null),
                                        started::completeExceptionally));
        return Future.fromCompletionStage(started);
    }

    int port() {
        return port;
    }

    /** Behaves like this from now on; connections that were damaged are cut when it is mended. */
    void set(Mode next) {
        var done = new CompletableFuture<Void>();
        loop.runOnContext(
                on -> {
                    boolean isDamaged = mode != Mode.PASS && mode != Mode.DELAY;
                    mode = next;
                    if (next == Mode.CUT || isDamaged) {
                        List.copyOf(open).forEach(NetSocket::close);
                    }
                    done.complete(null);
                });
        done.join();
    }

    /** Sets how long {@link Mode#DELAY} holds everything back. */
    void delay(int millis) {
        loop.runOnContext(on -> delayMillis = millis);
    }

    private void accept(NetSocket near) {
        if (mode == Mode.CUT) {
            near.close();
            return;
        }
        open.add(near);
        near.pause();
        client.connect(target, "127.0.0.1").onComplete(far -> join(near, far), no -> near.close());
        near.closeHandler(closed -> open.remove(near));
    }

    private void join(NetSocket near, NetSocket far) {
        var there = new Way(far);
        var back = new Way(near);
        near.handler(bytes -> pass(there, bytes, false));
        far.handler(bytes -> pass(back, bytes, true));
        near.closeHandler(
                closed -> {
                    open.remove(near);
                    far.close();
                });
        far.closeHandler(closed -> near.close());
        near.exceptionHandler(lost -> {});
        far.exceptionHandler(lost -> {});
        near.resume();
    }

    /** One direction of a connection. Bytes never overtake others, as on no connection they do. */
    private final class Way {

        private final NetSocket to;
        private final ArrayDeque<Buffer> held = new ArrayDeque<>();
        private boolean isBetween = true;

        Way(NetSocket to) {
            this.to = to;
        }

        /** Whether what comes is the beginning of a reply, or of a part of one. */
        boolean isAtReply(Buffer bytes) {
            boolean isAtReply = isBetween && MARKS.indexOf(bytes.getByte(0)) >= 0;
            int length = bytes.length();
            isBetween = length > 1 && bytes.getByte(length - 1) == '\n';
            return isAtReply;
        }

        void send(Buffer bytes, int millis) {
            if (millis == 0 && held.isEmpty()) {
                to.write(bytes);
            } else {
                held.add(bytes);
                holding.incrementAndGet();
                vertx.setTimer(Math.max(1, millis), over -> release());
            }
        }

        private void release() {
            holding.decrementAndGet();
            to.write(held.remove());
        }
    }

    /** How much it holds back just now. For any thread. */
    int holding() {
        return holding.get();
    }

    private void pass(Way way, Buffer bytes, boolean isReply) {
        switch (mode) {
            case PASS -> way.send(bytes, 0);
            case DELAY -> way.send(bytes, delayMillis);
            case HALF_OPEN -> {
                if (!isReply) {
                    way.send(bytes, 0);
                }
            }
            case GARBLE -> way.send(isReply && way.isAtReply(bytes) ? garbled(bytes) : bytes, 0);
            case BLACKHOLE, CUT -> {}
        }
    }

    private Buffer garbled(Buffer bytes) {
        if (random.nextDouble() >= SHARE_GARBLED) {
            return bytes;
        }
        String junk = JUNK.get(random.nextInt(JUNK.size()));
        return Buffer.buffer(junk).appendBuffer(bytes);
    }
}
