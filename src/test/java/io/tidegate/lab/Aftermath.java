package io.tidegate.lab;

import java.util.List;

/** Whether a run has left anything behind. */
final class Aftermath {

    /**
     * Links to Redis that are opened when they are needed first, four connections to each of three
     * sentinels, and some being made anew.
     */
    private static final int MORE_FILES = 28;

    private final Remains remains;
    private final Limits limits;

    Aftermath(Remains remains, Limits limits) {
        this.remains = remains;
        this.limits = limits;
    }

    List<Verdict> verdicts() {
        return List.of(memory(), stuck(), secrets(), series());
    }

    private Verdict memory() {
        boolean isHeld =
                remains.gatewayBytes() <= limits.memoryBytes()
                        && remains.redisBytes() <= limits.redisBytes();
        return Verdict.of(
                Invariant.I7,
                isHeld,
                "gateway %d MiB, redis %d MiB"
                        .formatted(remains.gatewayBytes() >> 20, remains.redisBytes() >> 20));
    }

    private Verdict stuck() {
        boolean isHeld =
                remains.pending() == 0
                        && remains.due() == 0
                        && remains.strangeKeys().isEmpty()
                        && remains.consumers() <= limits.readers()
                        && remains.files() <= MORE_FILES;
        return Verdict.of(
                Invariant.I10,
                isHeld,
                "pending %d, due %d, strange keys %s, consumers %d, more files %d"
                        .formatted(
                                remains.pending(),
                                remains.due(),
                                remains.strangeKeys(),
                                remains.consumers(),
                                remains.files()));
    }

    private Verdict secrets() {
        return Verdict.of(
                Invariant.I11,
                remains.secretsFound().isEmpty(),
                remains.secretsFound().isEmpty() ? "" : remains.secretsFound().toString());
    }

    private Verdict series() {
        return Verdict.of(
                Invariant.I12, remains.seriesGrowth() <= 0, remains.seriesGrowth() + " more");
    }
}
