package io.tidegate.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Ports that nobody listens on, for processes that must come back on the port they had. */
public final class FreePorts {

    /**
     * Below those that systems give to connections, and to whoever asks for any: such a port could
     * be somebody else's by the time a process comes back.
     */
    private static final int FIRST = 10_000;

    private static final int END = 32_768;
    private static final int TRIES = 100;

    private FreePorts() {}

    /** A loopback port that is free, and stays so unless somebody asks for this very one. */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = RandomGenerator.getDefault().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + END);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
