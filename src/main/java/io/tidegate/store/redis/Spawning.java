package io.tidegate.store.redis;

import io.tidegate.config.Secret;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server process that outlives this one, over the files of one data folder. */
final class Spawning {

    private static final Logger LOGGER = LoggerFactory.getLogger(Spawning.class);
    private static final int PASSWORD_BYTES = 24;

    private final DataFolder folder;
    private final String fsync;
    private final String searchPath;

    /**
     * @param fsync when the server writes its log through to the disk: everysec or always
     */
    Spawning(DataFolder folder, String fsync, String searchPath) {
        this.folder = folder;
        this.fsync = fsync;
        this.searchPath = searchPath;
    }

    /**
     * What was started.
     *
     * @param process the process, which may fork the server off and end
     * @param server where the server will listen
     */
    record Spawned(Process process, ServerRecord server) {}

    /** Starts a server on a free port of loopback. Blocks for some milliseconds. */
    Spawned spawn() throws IOException {
        return spawn(new ServerRecord(0, freePort(), newPassword()));
    }

    /** Starts a server on this port, with this password. Blocks for some milliseconds. */
    Spawned spawn(ServerRecord server) throws IOException {
        var binary = RedisBinary.find(searchPath, folder.path());
        // Remembered before it runs: a gateway that crashes here finds its server all the same.
        folder.remember(server);
        folder.turnLog();
        Path configuration = folder.configure(server, fsync);
        LOGGER.atInfo()
                .addKeyValue("version", binary.version())
                .addKeyValue("origin", binary.origin())
                .addKeyValue("port", server.port())
                .log("embedded redis starting");
        Process process =
                new ProcessBuilder(commandLine(binary.file(), configuration))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                        .start();
        process.getOutputStream().close();
        return new Spawned(process, server);
    }

    /**
     * The server gets a session of its own, because Ctrl-C in a terminal goes to the whole process
     * group and would end it before the gateway has drained. Where there is no {@code setsid}
     * (macOS) the server daemonizes, which does the same.
     */
    private List<String> commandLine(Path binary, Path configuration) {
        Optional<Path> setsid =
                Stream.of(searchPath.split(File.pathSeparator, -1))
                        .map(place -> Path.of(place, "setsid"))
                        .filter(Files::isExecutable)
                        .findFirst();
        var line = new ArrayList<String>();
        setsid.ifPresent(it -> line.add(it.toString()));
        line.add(binary.toString());
        line.add(configuration.toString());
        if (setsid.isEmpty()) {
            line.addAll(List.of("--daemonize", "yes"));
        }
        return line;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Secret newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
