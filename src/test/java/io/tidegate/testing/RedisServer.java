package io.tidegate.testing;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.store.redis.RedisBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis server on loopback for one test class, empty before each test, without persistence.
 *
 * <pre>
 * &#64;RegisterExtension static final RedisServer REDIS = new RedisServer();
 * </pre>
 */
public final class RedisServer
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AutoCloseable {

    private static final String PASSWORD = "open-sesame";
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    private static final Pattern MASTER_OFFSET = Pattern.compile("master_repl_offset:([1-9]\\d*)");
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final List<String> options;
    private Map<String, String> environment = Map.of();
    private @Nullable Path folder;
    private @Nullable Process process;
    private int port;
    private volatile boolean isPaused;

    /**
     * A server that is not started yet.
     *
     * @param options further options, as on the server's command line: {@code "--appendonly",
     *     "yes"}
     */
    public RedisServer(String... options) {
        this.options = List.of(options);
    }

    /** Has it work in this folder, which exists, in place of a new one. */
    public RedisServer home(Path home) {
        folder = home;
        return this;
    }

    /** The folder that it works in, once it was started. */
    public Path home() {
        if (folder == null) {
            throw new IllegalStateException("the server was never started");
        }
        return folder;
    }

    /** Has it find these variables in its environment, besides those that this process has. */
    public RedisServer environment(Map<String, String> more) {
        environment = Map.copyOf(more);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    /** Also mends what the test before may have done to the server. */
    @Override
    public void beforeEach(ExtensionContext context) {
        start();
        resume();
        command("CONFIG", "SET", "maxmemory", "0");
        command("FLUSHALL");
        command("SCRIPT", "FLUSH");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** How a store reaches this server. */
    public RedisConfig config() {
        return new RedisConfig(
                "redis://127.0.0.1:" + port,
                new Secret(PASSWORD),
                COMMAND_TIMEOUT,
                "no embedded server here");
    }

    /** Its address with the password in it. */
    public String uri() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
    }

    /** The password of every such server. */
    static String password() {
        return PASSWORD;
    }

    /** The port, on loopback; the same again after {@link #kill} and {@link #start}. */
    public int port() {
        return port;
    }

    /** Starts the server unless it runs, and waits until it answers. */
    public void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(START_LIMIT).ignoreExceptions().until(() -> isAnswering());
    }

    private void launch() throws IOException {
        Path home = folder == null ? Files.createTempDirectory("tidegate-redis") : folder;
        folder = home;
        port = port == 0 ? FreePorts.next() : port;
        var line = new java.util.ArrayList<String>();
        line.add(binary().file().toString());
        line.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", ""));
        line.addAll(List.of("--requirepass", PASSWORD, "--masterauth", PASSWORD));
        line.addAll(List.of("--enable-debug-command", "yes", "--repl-diskless-sync-delay", "0"));
        line.addAll(options);
        var launch = new ProcessBuilder(line).directory(home.toFile()).redirectErrorStream(true);
        launch.environment().putAll(environment);
        process = launch.redirectOutput(home.resolve("redis.log").toFile()).start();
    }

    /** The server that would run: the machine's own, else the one of the jar. */
    public static RedisBinary binary() throws IOException {
        return RedisBinary.find(System.getenv("PATH"), Path.of("target", "redis").toAbsolutePath());
    }

    /** Only this one counts: all such servers have one password. */
    private boolean isAnswering() {
        return running().isAlive() && command("PING").equals("PONG");
    }

    /** Becomes a replica of that server, and waits until it has all its data. */
    public void follow(RedisServer master) {
        command("REPLICAOF", "127.0.0.1", "" + master.port());
        Awaitility.await()
                .atMost(START_LIMIT)
                .until(() -> command("INFO", "replication").contains("master_link_status:up"));
        // A replica that has just come is sent nothing more for up to a second.
        master.command("PUBLISH", "anybody", "there?");
        Awaitility.await().atMost(START_LIMIT).until(master::isCaughtUpWith);
    }

    /** Whether a replica has told this server that it has everything. */
    private boolean isCaughtUpWith() {
        String said = command("INFO", "replication");
        Matcher offset = MASTER_OFFSET.matcher(said);
        return offset.find() && said.contains("state=online,offset=" + offset.group(1) + ",");
    }

    /** Stops the process in its tracks: its connections stay open and nothing answers. */
    public void pause() {
        isPaused = true;
        signal("STOP");
    }

    /** Lets a paused process go on; no effect on another. */
    public void resume() {
        signal("CONT");
        isPaused = false;
    }

    /** Whether it is paused, so that whoever asks it waits. */
    boolean isPaused() {
        return isPaused;
    }

    /** Ends the process as a crash would; what is not persisted is gone. */
    public void kill() {
        Process running = running();
        running.destroyForcibly();
        waitFor(running);
    }

    private void signal(String name) {
        try {
            waitFor(new ProcessBuilder("kill", "-" + name, "" + running().pid()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitFor(Process ending) {
        try {
            if (!ending.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + ending.pid() + " does not end");
            }
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

    /**
     * Runs one command on a connection of its own and returns its reply in words: lists have an
     * element a line, nothing is an empty text, an error is thrown.
     */
    public String command(String... words) {
        return RawRedis.ask(port, PASSWORD, words);
    }

    /** Counts the commands that clients send within this time, by name in lower case. */
    public Map<String, Integer> countCommands(Duration time) {
        return CommandCount.during(time, port, PASSWORD);
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
