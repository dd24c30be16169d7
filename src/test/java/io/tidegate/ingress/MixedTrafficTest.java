package io.tidegate.ingress;

import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent in whatever order, every request is counted once and all memory comes back. */
class MixedTrafficTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int ROUNDS = 50;
    private static final List<String> ALWAYS_ANSWERED =
            List.of(
                    Door.post("good", "body"),
                    Door.post("good", ""),
                    Door.post("forged", "body"),
                    Door.post("hello", "body"),
                    Door.post("bug", "body"),
                    Door.post("good", "body").replace("/in/shop", "/in/nobody"),
                    Door.post("good", "body").replace("POST", "PUT"),
                    Door.post("good", "body").replace("Host:", "Content-Encoding: br\r\nHost:"),
                    Door.post("good", "x".repeat(Door.MAX_BODY + 1)),
                    Door.post("good", "body").replace("Host:", "Expect: more\r\nHost:"),
                    Door.post("good", "body").replace("Host:", "Host: again\r\nHost:"),
                    Door.chunkedHead() + Door.chunk("abc") + Door.chunk("def") + "0\r\n\r\n",
                    Door.chunkedHead() + Door.chunk("x".repeat(Door.MAX_BODY + 1)) + "0\r\n\r\n",
                    Door.chunkedHead() + "zz\r\n",
                    "nonsense\r\n\r\n");

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void everyRequestIsCountedOnceAndAllMemoryComesBack(int tens) {
        for (int seed = 10 * tens; seed < 10 * tens + 10; seed++) {
            try (Door door = new Door(VERTX, Door.CONFIG)) {
                // When
                var tally = new Tally(door, new Random(seed));
                tally.run();
                // Then
                soon().alias("seed " + seed).untilAsserted(tally::assertBalanced);
            }
        }
    }

    /** What was sent, to compare with what was counted. */
    private static final class Tally {

        private final Door door;
        private final Random random;
        private int sent;
        private int accepted;
        private int aborted;

        Tally(Door door, Random random) {
            this.door = door;
            this.random = random;
        }

        void run() {
            for (int i = 0; i < ROUNDS; i++) {
                if (random.nextInt(10) == 0) {
                    door.store.fail(StoreException.notDone("away"));
                } else {
                    door.store.recover();
                }
                sent++;
                if (random.nextInt(8) == 0) {
                    abort();
                } else {
                    exchange(ALWAYS_ANSWERED.get(random.nextInt(ALWAYS_ANSWERED.size())));
                }
            }
        }

        private void abort() {
            aborted++;
            try (RawHttp sender = door.connect()) {
                String request = Door.post("good", "0123456789");
                sender.send(request.substring(0, request.length() - 1 - random.nextInt(9)));
                soon().until(() -> door.ingress.inFlightBytes() == 10);
                sender.reset();
                soon().until(() -> door.ingress.inFlightBytes() == 0);
            }
        }

        private void exchange(String request) {
            try (RawHttp sender = door.connect()) {
                accepted += sender.send(request).read().status() == 202 ? 1 : 0;
            }
        }

        void assertBalanced() {
            assertThat(door.count("tidegate.requests")).isEqualTo(sent);
            assertThat(door.requests("accepted")).isEqualTo(accepted);
            assertThat(door.requests("aborted")).isEqualTo(aborted);
            assertThat(door.count("tidegate.requests", "outcome", "rejected"))
                    .isEqualTo(door.count("tidegate.rejections"));
            assertThat(door.count("tidegate.requests", "outcome", "refused"))
                    .isEqualTo(door.count("tidegate.refusals"));
            assertThat(door.registry.get("tidegate.ack").tag("source", "shop").timer().count())
                    .isEqualTo(accepted);
            assertThat(
                            door.registry
                                    .get("tidegate.store.append")
                                    .tag("outcome", "stored")
                                    .timer()
                                    .count())
                    .isEqualTo(accepted);
            assertThat(door.ingress.inFlightBytes()).isZero();
            assertThat(door.registry.get("tidegate.connections").gauge().value()).isZero();
        }
    }
}
