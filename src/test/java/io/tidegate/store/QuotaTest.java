package io.tidegate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaTest {

    @Test
    void quotasOfAllWorkersAddUpToTheShards() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var workers = workers(random);
            int shards = 1 + random.nextInt(64);
            int sum = workers.stream().mapToInt(it -> Quota.of(it, workers, shards)).sum();
            assertThat(sum).as("seed %s, %s", seed, workers).isEqualTo(shards);
        }
    }

    private static List<Worker> workers(Random random) {
        var workers = new ArrayList<Worker>();
        for (int process = 0; process <= random.nextInt(6); process++) {
            for (int instance = 0; instance <= random.nextInt(6); instance++) {
                workers.add(new Worker("p" + process, instance));
            }
        }
        Collections.shuffle(workers, random);
        return workers;
    }

    @Test
    void noProcessHasTwoShardsMoreThanAnother() {
        var workers =
                List.of(
                        new Worker("a", 0),
                        new Worker("b", 0),
                        new Worker("b", 1),
                        new Worker("b", 2),
                        new Worker("c", 0));
        assertThat(workers.stream().map(it -> Quota.of(it, workers, 8)))
                .containsExactly(3, 1, 1, 1, 2);
    }

    @Test
    void workersBeyondTheShardsHaveNone() {
        var workers = IntStream.range(0, 9).mapToObj(it -> new Worker("p" + it, 0)).toList();
        assertThat(Quota.of(workers.get(7), workers, 8)).isOne();
        assertThat(Quota.of(workers.get(8), workers, 8)).isZero();
    }

    @Test
    void workerThatIsNotListedYetCountsAsWell() {
        assertThat(Quota.of(new Worker("a", 0), List.of(), 8)).isEqualTo(8);
        assertThat(Quota.of(new Worker("b", 0), List.of(new Worker("a", 0)), 8)).isEqualTo(4);
    }

    @Test
    void nameOfAWorkerIsReadAsItIsWritten() {
        var worker = new Worker("host.example-9090", 3);
        assertThat(Worker.parse(worker.toString())).contains(worker);
        assertThat(Worker.parse("host")).isEmpty();
        assertThat(Worker.parse("host/x")).isEmpty();
    }
}
