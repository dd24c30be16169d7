package io.tidegate.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A history in a file, for whoever wants to know how something came to pass. */
final class Ledger {

    private static final long MILLI = 1_000_000;

    private Ledger() {}

    /** Writes a line for each request, delivery and fault, with milliseconds since the first. */
    static void write(History history, Path file) throws IOException {
        long start = history.sends().stream().mapToLong(Send::at).min().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Send it : history.sends()) {
            lines.add(
                    "%d send %d status %d after %d id %s%s%s"
                            .formatted(
                                    (it.at() - start) / MILLI,
                                    it.n(),
                                    it.status(),
                                    (it.answeredAt() - it.at()) / MILLI,
                                    it.id(),
                                    it.isRepeat() ? " again" : "",
                                    it.isForged() ? " forged" : ""));
        }
        for (Arrival it : history.arrivals()) {
            lines.add(
                    "%d arrival %d at %s id %s attempt %d %s"
                            .formatted(
                                    (it.at() - start) / MILLI,
                                    it.n(),
                                    it.sink(),
                                    it.webhookId(),
                                    it.attempt(),
                                    it.isTaken() ? "taken" : "refused"));
        }
        for (Fault it : history.faults()) {
            lines.add(
                    "%d fault %s until %d"
                            .formatted(
                                    (it.from() - start) / MILLI,
                                    it.kind(),
                                    (it.to() - start) / MILLI));
        }
        Files.write(file, lines);
    }
}
