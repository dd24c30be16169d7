package io.tidegate.ingress;

import static io.tidegate.ingress.Door.post;
import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ByteSize;
import io.tidegate.config.StoreConfig;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Senders while the store is away for a moment, or for longer. */
class RidingThroughTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final StoreConfig.HoldConfig PATIENT = hold(Duration.ofSeconds(10), 64 << 10);
    private static final StoreConfig.HoldConfig IMPATIENT = hold(Duration.ofMillis(200), 64 << 10);

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private static StoreConfig.HoldConfig hold(Duration time, int bytes) {
        return new StoreConfig.HoldConfig(time, new ByteSize(bytes));
    }

    private static Door door(StoreConfig.HoldConfig hold) {
        return new Door(VERTX, Door.CONFIG, hold);
    }

    private static double held(Door door) {
        return door.registry.get("tidegate.held").gauge().value();
    }

    private static double heldBytes(Door door) {
        return door.registry.get("tidegate.held.bytes").gauge().value();
    }

    @Test
    void heldRequestsAreAcceptedWhenTheStoreIsBack() {
        try (Door door = door(PATIENT);
                RawHttp first = door.connect();
                RawHttp second = door.connect()) {
            // Given
            door.store.away(true);
            first.send(post("good", "a"));
            second.send(post("good", "b"));
            soon().until(() -> held(door) == 2);
            assertThat(heldBytes(door)).isEqualTo(2 * 1_025);
            // When
            door.store.away(false);
            // Then
            assertThat(first.read().status()).isEqualTo(202);
            assertThat(second.read().status()).isEqualTo(202);
            assertThat(held(door)).isZero();
            assertThat(heldBytes(door)).isZero();
            assertThat(door.requests("accepted")).isEqualTo(2);
            assertThat(door.count("tidegate.holds", "outcome", "stored")).isEqualTo(2);
        }
    }

    @Test
    void senderThatCannotWaitLongerIsAskedToComeAgain() {
        try (Door door = door(IMPATIENT);
                RawHttp sender = door.connect()) {
            // When
            door.store.away(true);
            var answer = sender.send(post("good", "a")).read();
            // Then
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("TG-STORE-UNAVAILABLE");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(5, 30);
            soon().until(() -> held(door) == 0);
            assertThat(door.requests("refused")).isEqualTo(1);
            assertThat(door.count("tidegate.holds", "outcome", "given_up")).isEqualTo(1);
            door.store.away(false);
            assertThat(sender.send(post("good", "b")).read().status()).isEqualTo(202);
        }
    }

    @Test
    void senderIsAnsweredInTimeWhenTheStoreSaysNothing() {
        try (Door door = door(IMPATIENT);
                RawHttp sender = door.connect()) {
            // Given
            door.store.hold();
            // When
            var answer = sender.send(post("good", "a")).read();
            // Then
            assertThat(answer.status()).isEqualTo(503);
            door.store.release();
            soon().until(() -> appends(door, "late") == 1);
            assertThat(door.requests("accepted")).isZero();
            assertThat(door.requests("refused")).isEqualTo(1);
            assertThat(appends(door, "stored")).isZero();
            assertThat(sender.send(post("good", "b")).read().status()).isEqualTo(202);
        }
    }

    private static long appends(Door door, String outcome) {
        return door.registry.get("tidegate.store.append").tag("outcome", outcome).timer().count();
    }

    @Test
    void eventThatMayBeStoredIsStoredAgainWhenTheStoreIsBack() {
        try (Door door = door(PATIENT);
                RawHttp sender = door.connect()) {
            // Given
            door.store.hold();
            sender.send(post("good", "a"));
            soon().until(() -> door.store.appended().size() == 1);
            // When
            door.store.away(true);
            door.store.failHeld(StoreException.unknown("no answer in time"));
            soon().until(() -> held(door) == 1);
            door.store.release();
            door.store.away(false);
            // Then
            assertThat(sender.read().status()).isEqualTo(202);
            assertThat(door.requests("accepted")).isEqualTo(1);
        }
    }

    @Test
    void storeThatIsThereAndRefusesIsBelieved() {
        try (Door door = door(PATIENT);
                RawHttp sender = door.connect()) {
            door.store.fail(StoreException.unknown("confirmed by 0 of 1 replicas"));
            assertThat(sender.send(post("good", "a")).read().status()).isEqualTo(503);
            assertThat(door.store.appended()).hasSize(1);
        }
    }

    @Test
    void roomIsLimitedAndItsLastQuarterIsForSendersThatNeverComeAgain() {
        var connections = new ArrayList<RawHttp>();
        try (Door door = door(hold(Duration.ofSeconds(10), 8 << 10));
                RawHttp late = door.connect();
                RawHttp once = door.connect()) {
            // Given
            door.store.away(true);
            for (int i = 1; i <= 5; i++) {
                connections.add(door.connect().send(post("good", "a")));
                int count = i;
                soon().until(() -> held(door) == count);
            }
            // When
            assertThat(late.send(post("good", "a")).read().status()).isEqualTo(503);
            once.send(post("good", "a").replace("/in/shop", "/in/once"));
            soon().until(() -> held(door) == 6);
            // Then
            door.store.away(false);
            assertThat(once.read().status()).isEqualTo(202);
            connections.forEach(it -> assertThat(it.read().status()).isEqualTo(202));
        } finally {
            connections.forEach(RawHttp::close);
        }
    }

    @Test
    void senderThatLeavesIsCountedOnce() {
        try (Door door = door(PATIENT)) {
            // Given
            door.store.away(true);
            try (RawHttp sender = door.connect()) {
                sender.send(post("good", "a"));
                soon().until(() -> held(door) == 1);
            }
            // When
            soon().until(() -> door.registry.get("tidegate.connections").gauge().value() == 0);
            door.store.away(false);
            soon().until(() -> held(door) == 0);
            // Then
            soon().until(
                            () ->
                                    door.requests("accepted") + door.requests("aborted") == 1
                                            && appends(door, "late") + appends(door, "stored")
                                                    == 1);
        }
    }
}
