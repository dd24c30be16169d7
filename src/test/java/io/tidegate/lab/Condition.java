package io.tidegate.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the gateways of a site take of the machine.
 *
 * @param bytes the resident memory of the largest
 * @param files how many files the one with most has open
 * @param series how many series the one with most publishes
 */
record Condition(long bytes, long files, long series) {

    static Condition of(Site site) {
        return new Condition(
                pids(site).map(Condition::bytes).max().orElse(0),
                pids(site).map(Condition::files).max().orElse(0),
                site.posts().stream().mapToLong(Condition::series).max().orElse(0));
    }

    /** The same, but as many files as there were at another time. */
    Condition withFilesOf(Condition other) {
        return new Condition(bytes, other.files(), series);
    }

    private static LongStream pids(Site site) {
        return site.posts().stream().mapToLong(it -> it.gateway().pid());
    }

    private static long bytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long files(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long series(Site.Post post) {
        return post.gateway()
                .admin("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
    }

    /** What is left of a run that began in this condition. */
    Remains remains(Site site) {
        var census = site.census();
        Map<String, Set<String>> kept = new HashMap<>();
        Site.SINKS.forEach(sink -> kept.put(sink, census.kept(sink)));
        var now = of(site);
        return new Remains(
                census.pending(),
                census.due(),
                kept,
                census.strangeKeys(),
                census.consumers(),
                now.bytes(),
                census.usedBytes(),
                now.files() - files,
                now.series() - series,
                secrets(site));
    }

    private static List<String> secrets(Site site) {
        return site.canaries().stream()
                .filter(it -> site.posts().stream().anyMatch(p -> p.gateway().log().contains(it)))
                .toList();
    }
}
