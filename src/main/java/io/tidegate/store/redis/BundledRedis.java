package io.tidegate.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** The Redis server that travels in the jar, for Linux and macOS on both architectures. */
final class BundledRedis {

    private static final String VERSION = "7.0.15";

    private BundledRedis() {}

    /**
     * Unpacks the server for this machine into {@code folder}, unless it lies there whole. Reads
     * and writes megabytes: not for event loops.
     */
    static Path unpack(Path folder) throws IOException {
        String name = nameFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL packed = BundledRedis.class.getClassLoader().getResource(name);
        if (packed == null) {
            throw new IOException(
                    "no redis-server or valkey-server 7.0 or newer is on the PATH, and "
                            + name
                            + " is not bundled; install one or set redis.uri");
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        if (!Files.exists(file) || Files.size(file) != sizeOf(packed)) {
            write(packed, file);
        }
        return file;
    }

    /** The resource's name for a system and an architecture as the JVM names them. */
    static String nameFor(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        boolean isArm = architecture.equals("aarch64") || architecture.equals("arm64");
        return "redis-server-" + VERSION + "-" + os + "-" + (isArm ? "arm64" : "amd64");
    }

    private static long sizeOf(URL packed) throws IOException {
        return packed.openConnection().getContentLengthLong();
    }

    /** Under a name of its own first, so that nobody ever starts half a file. */
    private static void write(URL packed, Path file) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), "unpacking", "");
        try (InputStream bytes = packed.openStream()) {
            Files.copy(bytes, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
