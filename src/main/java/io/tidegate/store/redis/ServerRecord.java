package io.tidegate.store.redis;

import io.tidegate.config.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known about the embedded server that runs in a data folder.
 *
 * @param pid its process id; 0 while it is being started
 * @param port where it listens, on loopback
 * @param password what it asks for; no white space, quotes or backslashes in it
 */
record ServerRecord(long pid, int port, Secret password) {

    private static final Pattern TEXT =
            Pattern.compile("pid=(\\d{1,10})\nport=(\\d{1,5})\npassword=(\\S+)\n");

    /** Reads the form that {@link #toText} writes; empty for any other text. */
    static Optional<ServerRecord> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new ServerRecord(
                        Long.parseLong(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        new Secret(parts.group(3))));
    }

    /** The same server once its process is known. */
    ServerRecord withPid(long known) {
        return new ServerRecord(known, port, password);
    }

    /** The record as it is kept in its file, with the password in it. */
    String toText() {
        return "pid=" + pid + "\nport=" + port + "\npassword=" + password.value() + "\n";
    }

    /** The address for clients, without the password. */
    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** The server's configuration file: nothing is evicted, every write is logged to disk. */
    String toConfiguration(Path folder, Path log, String fsync) {
        return String.join(
                "\n",
                "# Written by Tidegate at every start of this server: changes are lost.",
                "bind 127.0.0.1",
                "port " + port,
                "protected-mode yes",
                "requirepass " + password.value(),
                "dir " + quoted(folder),
                "logfile " + quoted(log),
                "save \"\"",
                "appendonly yes",
                "appendfsync " + fsync,
                "maxmemory-policy noeviction",
                "");
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
