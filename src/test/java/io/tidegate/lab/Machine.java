package io.tidegate.lab;

import io.tidegate.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What processes run on in the laboratory as far as it can fail: disk, power and clocks. */
final class Machine implements AutoCloseable {

    /** One that cannot. */
    static final Machine SOUND = new Machine(Optional.empty(), Optional.empty(), List.of());

    private static final int MOST_GATEWAYS = 4;

    private final Optional<SmallDisk> disk;
    private final Optional<Power> power;

    /** That of the server, and of each gateway; empty if none can be set. */
    private final List<MovableClock> clocks;

    private Machine(Optional<SmallDisk> disk, Optional<Power> power, List<MovableClock> clocks) {
        this.disk = disk;
        this.power = power;
        this.clocks = List.copyOf(clocks);
    }

    /** One that can fail in each way for which this computer has the means. */
    static Machine frail() {
        try {
            Path folder = Files.createTempDirectory("tidegate-machine");
            Optional<SmallDisk> disk =
                    SmallDisk.isPossible()
                            ? Optional.of(SmallDisk.mount(Files.createDirectory(home(folder))))
                            : Optional.empty();
            return Shim.isPossible()
                    ? new Machine(disk, Optional.of(Power.watched(folder)), clocks(folder))
                    : new Machine(disk, Optional.empty(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home(Path folder) {
        return folder.resolve("disk");
    }

    private static List<MovableClock> clocks(Path folder) {
        Path library = Shim.compile("clock", folder);
        var clocks = new ArrayList<MovableClock>();
        for (int i = 0; i <= MOST_GATEWAYS; i++) {
            clocks.add(new MovableClock(library, folder.resolve("ahead" + i)));
        }
        return clocks;
    }

    /** A server that runs on it. */
    RedisServer server(String... options) {
        var server = new RedisServer(options);
        disk.ifPresent(it -> server.home(it.folder()));
        return server.environment(
                environment(
                        power.map(Power::library),
                        power.map(Power::environment),
                        clocks.stream().findFirst()));
    }

    /** What the gateway of this number, from 0, must find in its environment. */
    Map<String, String> ofGateway(int number) {
        var clock = clocks.stream().skip(1L + number).findFirst();
        return environment(Optional.empty(), Optional.empty(), clock);
    }

    private static Map<String, String> environment(
            Optional<Path> library,
            Optional<Map<String, String>> variables,
            Optional<MovableClock> clock) {
        var all = new HashMap<String, String>(variables.orElse(Map.of()));
        clock.ifPresent(it -> all.putAll(it.environment()));
        String libraries =
                Stream.concat(library.stream(), clock.map(MovableClock::library).stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(":"));
        if (!libraries.isEmpty()) {
            all.put("LD_PRELOAD", libraries);
        }
        return all;
    }

    Optional<SmallDisk> disk() {
        return disk;
    }

    Optional<Power> power() {
        return power;
    }

    List<MovableClock> clocks() {
        return clocks;
    }

    @Override
    public void close() {
        disk.ifPresent(SmallDisk::close);
    }
}
