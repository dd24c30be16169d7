package io.tidegate.bench;

import io.tidegate.lab.Census;
import io.tidegate.testing.FreePorts;
import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged gateway under steady traffic for a long time. Samples every ten seconds what must
 * not grow, and ends with 1 if something does in the last two thirds, or anything is lost or
 * refused. History and the window in which ids are remembered reach their bounds in a tenth of the
 * time.
 */
public final class Soak implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration DRAINING = Duration.ofMinutes(2);

    /** A full collection stops the gateway for a moment, so only every sixth sample has one. */
    private static final int SAMPLES_PER_COLLECTION = 6;

    private static final String SECRET = "soak-secret-0123456789";
    private static final double MIB = 1 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final RedisServer redis =
            new RedisServer("--appendonly", "yes", "--maxmemory-policy", "noeviction");
    private final Census census = new Census(redis::command);
    private final SoakLedger ledger = new SoakLedger();
    private final Map<Gauge, List<Trend.Point>> points = new EnumMap<>(Gauge.class);
    private final GatewayProcess gateway;
    private final SoakSender sender;
    private long beganNanos;
    private int samples;

    private Soak(Path folder, int minutes, int perSecond) {
        redis.start();
        int port = FreePorts.next();
        join(vertx.deployVerticle(new SoakSink(port, ledger)));
        gateway = new GatewayProcess(folder, configuration(port, 6 * minutes)).start();
        sender = new SoakSender(vertx, gateway.source("github"), SECRET, perSecond, ledger);
    }

    private static void join(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    private String configuration(int sink, int seconds) {
        return """
        redis: { uri: "%s" }
        store: { history: { age: %ds } }
        sources:
          github: { provider: github, secrets: ["%s"], dedup: { window: %ds } }
        destinations:
          ci:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 1s, max: 10s }
        routes:
          all: { from: [github], to: [ci] }
        """
                .formatted(redis.uri(), seconds, SECRET, seconds, sink);
    }

    private void run(int minutes) throws IOException, InterruptedException {
        beganNanos = System.nanoTime();
        sender.start();
        printHead();
        while (seconds() < 60 * minutes) {
            Thread.sleep(Math.max(0, (long) (1_000 * (nextSample() - seconds()))));
            sample();
        }
        sender.stop();
        for (int i = 0; i < DRAINING.toSeconds() && !isDrained(); i++) {
            Thread.sleep(1_000);
        }
    }

    private double seconds() {
        return (System.nanoTime() - beganNanos) / 1e9;
    }

    private double nextSample() {
        return (double) (samples + 1) * EVERY.toSeconds();
    }

    private void sample() throws IOException {
        samples++;
        if (samples % SAMPLES_PER_COLLECTION == 0) {
            // Twice, since a collection may be put off while native code holds an array.
            long live = Math.min(gateway.liveHeapBytes(), gateway.liveHeapBytes());
            note(Gauge.HEAP, live / MIB);
        }
        note(Gauge.RESIDENT, status("VmRSS:") / 1024);
        note(Gauge.THREADS, status("Threads:"));
        note(Gauge.FILES, openFiles());
        note(Gauge.SERIES, series());
        note(Gauge.REDIS, census.usedBytes() / MIB);
        note(Gauge.KEYS, Double.parseDouble(redis.command("DBSIZE")));
        note(Gauge.PENDING, (double) census.pending());
        note(Gauge.PARKED, (double) census.due());
        note(Gauge.ANSWER, ledger.answerMillis());
        if (samples % SAMPLES_PER_COLLECTION == 0) {
            printLast();
        }
    }

    private void note(Gauge gauge, double value) {
        points.computeIfAbsent(gauge, it -> new ArrayList<>())
                .add(new Trend.Point(seconds(), value));
    }

    private double status(String key) throws IOException {
        return Files.readAllLines(process().resolve("status")).stream()
                .filter(line -> line.startsWith(key))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private double openFiles() throws IOException {
        try (var files = Files.list(process().resolve("fd"))) {
            return files.count();
        }
    }

    private Path process() {
        return Path.of("/proc", "" + gateway.pid());
    }

    private double series() {
        return gateway.admin("/metrics").body().lines().filter(it -> !it.startsWith("#")).count();
    }

    private boolean isDrained() {
        return ledger.missing() == 0 && census.pending() == 0 && census.due() == 0;
    }

    private static void printHead() {
        var labels = new ArrayList<String>();
        var lines = new ArrayList<String>();
        for (Gauge gauge : Gauge.values()) {
            labels.add(gauge.label());
            lines.add("---");
        }
        System.out.println("| minute | " + String.join(" | ", labels) + " |");
        System.out.println("| --- | " + String.join(" | ", lines) + " |");
    }

    private void printLast() {
        var row = new StringBuilder("| %.0f |".formatted(seconds() / 60));
        for (Gauge gauge : Gauge.values()) {
            var all = points.getOrDefault(gauge, List.of());
            row.append(" " + gauge.text(all.get(all.size() - 1).value()) + " |");
        }
        System.out.println(row);
    }

    /** Prints what became of everything; whether all is well. */
    private boolean judge() {
        boolean isFlat = true;
        System.out.println();
        System.out.println("| the last two thirds | mean | most | added | bound | |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (var gauge : points.entrySet()) {
            var trend = Trend.of(gauge.getKey(), gauge.getValue());
            System.out.println(trend.row());
            isFlat &= trend.isFlat();
        }
        System.out.println();
        System.out.println(ledger);
        var strange = census.strangeKeys();
        System.out.println("drained: " + isDrained() + ", keys nobody knows: " + strange);
        return isFlat && isDrained() && strange.isEmpty() && ledger.refusals() == 0;
    }

    @Override
    public void close() {
        gateway.close();
        redis.close();
        join(vertx.close());
    }

    /** Runs; arguments: minutes, and events a second. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int minutes = Integer.parseInt(arguments[0]);
        boolean isWell;
        try (var soak =
                new Soak(
                        Files.createTempDirectory("tidegate-soak"),
                        minutes,
                        Integer.parseInt(arguments[1]))) {
            soak.run(minutes);
            isWell = soak.judge();
        }
        System.exit(isWell ? 0 : 1);
    }
}
