package io.tidegate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The packaged gateway as a process of its own, in a folder of its own, which can be killed and
 * started again.
 */
public final class GatewayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Duration drain;
    private final int publicPort = FreePorts.next();
    private final int adminPort = FreePorts.next();
    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, String> environment = Map.of();
    private @Nullable Process process;

    /**
     * A gateway that works in {@code folder}; its configuration gets the two ports put in front.
     */
    public GatewayProcess(Path folder, String configuration) {
        this(folder, configuration, Duration.ZERO);
    }

    /** The same, but one that goes on serving for a while once it is asked to stop. */
    public GatewayProcess(Path folder, String configuration, Duration drain) {
        this.folder = folder;
        this.drain = drain;
        write(configuration);
    }

    /** Has it find these variables in its environment, besides those that this process has. */
    public GatewayProcess environment(Map<String, String> more) {
        environment = Map.copyOf(more);
        return this;
    }

    /** Writes another configuration in the place of the one it has, all at once. */
    public void write(String configuration) {
        var ports =
                "public: { port: %d, host: 127.0.0.1, drain: %dms }%nadmin: { port: %d }%n"
                        .formatted(publicPort, drain.toMillis(), adminPort);
        try {
            var next = Files.writeString(folder.resolve("next.yaml"), ports + configuration);
            Files.move(
                    next,
                    folder.resolve("tidegate.yaml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts nothing to a path of the admin port, and returns the answer. */
    public HttpResponse<String> post(String path) {
        var uri = URI.create("http://127.0.0.1:" + adminPort + path);
        var nothing = HttpRequest.BodyPublishers.noBody();
        return send(HttpRequest.newBuilder(uri).timeout(PATIENCE).POST(nothing).build());
    }

    /** How much of its heap is in use right after a collection. */
    public long liveHeapBytes() {
        var jcmd = Path.of(java()).resolveSibling("jcmd").toString();
        var command = new ProcessBuilder(jcmd, "" + running().pid(), "GC.class_histogram");
        try {
            var output = command.start().getInputStream().readAllBytes();
            var total = new String(output, StandardCharsets.UTF_8).strip();
            // The last line, as: Total  270349  21345672
            return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it with these further arguments and waits until it says that it is ready. */
    public GatewayProcess start(String... arguments) {
        launch(arguments);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> isReady() || !running().isAlive());
        if (!running().isAlive()) {
            throw new IllegalStateException("the gateway did not start:\n" + log());
        }
        return this;
    }

    private void launch(String... arguments) {
        var command = new ArrayList<>(List.of(java(), "-Xmx256m", "-jar", jar(), "serve"));
        command.addAll(List.of("--config", "tidegate.yaml"));
        command.addAll(List.of(arguments));
        var log = folder.resolve("gateway.log").toFile();
        try {
            var launch =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            launch.environment().putAll(environment);
            process = launch.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would: SIGKILL, without a word. */
    public void kill() {
        waitFor(running().destroyForcibly());
    }

    /** Asks it to stop, SIGTERM, and returns its exit code. */
    public int terminate() {
        running().destroy();
        waitFor(running());
        return running().exitValue();
    }

    /** Stops it in its tracks, SIGSTOP: it notices nothing until it {@linkplain #goOn goes on}. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on after a {@link #pause}. */
    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            waitFor(new ProcessBuilder("kill", "-" + name, "" + running().pid()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a meter on the admin port; empty if it has none of this name and tags. */
    public OptionalDouble meter(String name) {
        return admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst();
    }

    /** The URL of a source. */
    public URI source(String name) {
        return URI.create("http://127.0.0.1:" + publicPort + "/in/" + name);
    }

    /** The public port. */
    public int publicPort() {
        return publicPort;
    }

    /** The admin port. */
    public int adminPort() {
        return adminPort;
    }

    /** What a path of the admin port answers. */
    public HttpResponse<String> admin(String path) {
        var uri = URI.create("http://127.0.0.1:" + adminPort + path);
        return send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build());
    }

    /** Sends one request and returns its answer. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The number of the process that runs now. */
    public long pid() {
        return running().pid();
    }

    /** Everything it has printed so far, over all its lives. */
    public String log() {
        try {
            return Files.readString(folder.resolve("gateway.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    /** The path of the packaged program that the build has made. */
    public static String jar() {
        return System.getProperty("tidegate.jar", "target/tidegate.jar");
    }

    /** The Java that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private boolean isReady() {
        try {
            return admin("/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private Process running() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException("not started");
        }
        return current;
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it in the orderly way, so that the Redis it started stops with it. */
    @Override
    public void close() {
        var last = process;
        if (last == null) {
            return;
        }
        if (!last.isAlive()) {
            start();
        }
        terminate();
    }
}
