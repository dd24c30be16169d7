package io.tidegate.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What the files of a configuration held when they were read, as digests, so that a change is seen
 * whichever way it came about: by writing, by renaming, or by turning a symbolic link, as a
 * ConfigMap does. Safe for any thread.
 */
public final class FilePrints {

    private static final String FOLDER_FILES = "*.yaml";

    private final SortedMap<Path, String> noted = new ConcurrentSkipListMap<>();

    /** Notes what a file, or the YAML files of a folder, hold now; to be called before reading. */
    public void note(Path path) {
        noted.putIfAbsent(path, digest(path));
    }

    /** What was noted, in one text. */
    public String then() {
        return noted.toString();
    }

    /** What would be noted now of the same files; reads them all. */
    public String now() {
        var fresh = new FilePrints();
        noted.keySet().forEach(fresh::note);
        return fresh.then();
    }

    private static String digest(Path path) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            if (Files.isDirectory(path)) {
                for (Path file : files(path)) {
                    sha256.update(file.toString().getBytes(StandardCharsets.UTF_8));
                    sha256.update(head(file));
                }
            } else {
                sha256.update(head(path));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (IOException | UncheckedIOException unreadable) {
            return unreadable.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, FOLDER_FILES)) {
            var list = new ArrayList<Path>();
            files.forEach(list::add);
            list.sort(null);
            return list;
        }
    }

    /** As much as any of our readers would take, and a byte more. */
    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(YamlText.MAX_LENGTH + 1);
        }
    }
}
