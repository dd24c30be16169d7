package io.tidegate.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Writes one line of JSON for each event to a file.
 *
 * @param folder the folder, which is made if it is missing; gateways may share one
 * @param prefix how the names of files begin: letters, digits, {@code _} and {@code -}; default
 *     events
 * @param maxSize the size at which a file is finished and the next begun, 1KiB to 64GiB; default
 *     128MiB
 * @param maxAge the age at which a file is finished; default 1d
 * @param sync when lines are forced to the disk; default always
 */
public record FileConfig(
        String folder,
        @Default("events") String prefix,
        @Default("128MiB") ByteSize maxSize,
        @Default("1d") Duration maxAge,
        @Default("always") Sync sync) {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public FileConfig {
        new Bounds()
                .that("folder", !folder.isBlank(), "must name a folder, as /var/lib/events")
                .that(
                        "prefix",
                        PREFIX.matcher(prefix).matches(),
                        "must be 1 to 64 letters, digits, '_' and '-'")
                .between("maxSize", maxSize, new ByteSize(1 << 10), new ByteSize(64L << 30))
                .positive("maxAge", maxAge)
                .check();
    }

    /** When lines are forced to the disk. */
    public enum Sync {
        /** Before the delivery counts; lines that wait at the same time share one. */
        ALWAYS,
        /** When the system likes; a crash of the machine can lose what was counted. */
        NEVER
    }
}
