package io.tidegate.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real server as a process on loopback, started once for a test class. A class whose server is
 * not installed is skipped, and says so.
 */
public abstract class LocalServer
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int CONNECT_MILLIS = 500;

    /** Where distributions put servers that are not on everybody's path. */
    private static final List<String> MORE_FOLDERS =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/lib/rabbitmq/bin");

    private final int port = FreePorts.next();
    private @Nullable Path home;
    private @Nullable Process process;

    /** What must be installed; empty if nothing must. */
    protected abstract Optional<String> binary();

    /**
     * How to start it.
     *
     * @param binary the path of what must be installed; empty if nothing must
     * @param home a folder of its own, the same after a restart
     */
    protected abstract List<String> command(String binary, Path home) throws IOException;

    /** What to add to its environment. */
    protected Map<String, String> environment(Path home) {
        return Map.of();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        binary().ifPresent(
                        name ->
                                Assumptions.assumeTrue(
                                        find(name).isPresent(), name + " is not installed"));
        start();
    }

    /** Also mends what the test before may have done to the server. */
    @Override
    public void beforeEach(ExtensionContext context) {
        start();
        resume();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private static Optional<Path> find(String name) {
        var path = Stream.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.concat(MORE_FOLDERS.stream(), path)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Its port on loopback; the same again after {@link #kill} and {@link #start}. */
    public final int port() {
        return port;
    }

    /** Starts it unless it runs, and waits until it takes connections. */
    public final void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(START_LIMIT).until(this::isListening);
    }

    private Process launch() throws IOException {
        home = home == null ? Files.createTempDirectory("tidegate-server") : home;
        Path folder = home();
        String binary = binary().flatMap(LocalServer::find).map(Path::toString).orElse("");
        var builder =
                new ProcessBuilder(command(binary, folder))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().putAll(environment(folder));
        return builder.start();
    }

    /** Its own folder. */
    protected final Path home() {
        return Objects.requireNonNull(home);
    }

    private boolean isListening() {
        if (!running().isAlive()) {
            throw new IllegalStateException("the server ended; see " + home + "/server.log");
        }
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops it in its tracks: connections stay open and nothing answers. */
    public final void pause() {
        signal("STOP");
    }

    /** Lets a paused server go on; no effect on another. */
    public final void resume() {
        signal("CONT");
    }

    /** Ends it as a crash would. */
    public void kill() {
        Process ending = running();
        var all = Stream.concat(ending.descendants(), Stream.of(ending.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(START_LIMIT).until(() -> all.stream().noneMatch(it -> isUp(it)));
    }

    private static boolean isUp(ProcessHandle handle) {
        return handle.isAlive();
    }

    private void signal(String name) {
        Process target = running();
        var pids = Stream.concat(target.descendants(), Stream.of(target.toHandle()));
        pids.forEach(it -> run("kill", "-" + name, "" + it.pid()));
    }

    /** Runs a program to its end. */
    protected static void run(String... command) {
        try {
            var program = new ProcessBuilder(command).start();
            if (!program.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(command[0] + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the server was never started");
        }
        return process;
    }
}
