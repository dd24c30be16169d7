package io.tidegate.ingress;

import static io.tidegate.ingress.Door.post;
import static io.tidegate.ingress.Door.soon;
import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ByteSize;
import io.tidegate.config.StoreConfig;
import io.tidegate.event.Event;
import io.tidegate.store.EventJournal;
import io.tidegate.store.journal.FileJournal;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders at a gateway with a journal while the store is away. */
class JournaledRequestsTest {

    private static final StoreConfig.HoldConfig IMPATIENT =
            new StoreConfig.HoldConfig(Duration.ofMillis(200), new ByteSize(64 << 10));

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() {
        await(vertx.close());
    }

    @Test
    void eventIsAcceptedWithoutAnIdAndStoredInOrderWhenTheStoreIsBack() {
        var journal = journal(1 << 20);
        try (Door door = new Door(vertx, IMPATIENT, journal);
                RawHttp sender = door.connect()) {
            // Given
            door.store.away(true);
            for (String body : List.of("a", "b", "c")) {
                var answer = sender.send(post("good", body)).read();
                assertThat(answer.status()).isEqualTo(202);
                assertThat(answer.body()).isEqualTo("{\"status\":\"journaled\"}");
                assertThat(answer.header("Tidegate-Event-Id")).isEmpty();
            }
            assertThat(gauge(door, "tidegate.journal.events")).isEqualTo(3);
            assertThat(gauge(door, "tidegate.journal.bytes")).isEqualTo((double) journal.bytes());
            assertThat(door.requests("accepted")).isEqualTo(3);
            assertThat(door.count("tidegate.journaled")).isEqualTo(3);
            // When
            door.store.away(false);
            // Then
            soon().until(() -> journal.events() == 0);
            assertThat(door.store.appended())
                    .extracting(JournaledRequestsTest::text)
                    .containsExactly("a", "b", "c");
            assertThat(sender.send(post("good", "d")).read().body()).contains("accepted");
        }
    }

    @Test
    void fullJournalLeavesItToWaiting() {
        var journal = journal(64 << 10);
        try (Door door = new Door(vertx, IMPATIENT, journal);
                RawHttp sender = door.connect()) {
            // Given
            door.store.away(true);
            while (journal.hasRoom()) {
                assertThat(sender.send(post("good", "x".repeat(9_000))).read().status())
                        .isEqualTo(202);
            }
            // When, Then
            assertThat(sender.send(post("good", "x")).read().status()).isEqualTo(503);
            assertThat(journal.bytes()).isLessThanOrEqualTo(64 << 10);
            door.store.away(false);
            soon().until(() -> journal.events() == 0);
            assertThat(sender.send(post("good", "x")).read().status()).isEqualTo(202);
        }
    }

    @Test
    void silentStoreIsNotWaitedForLongerThanTheSenderDoes() {
        var journal = journal(1 << 20);
        try (Door door = new Door(vertx, IMPATIENT, journal);
                RawHttp sender = door.connect()) {
            // Given
            door.store.hold();
            // When
            var answer = sender.send(post("good", "a")).read();
            // Then
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).contains("journaled");
            door.store.release();
            soon().until(() -> journal.events() == 0);
            assertThat(door.requests("accepted")).isEqualTo(1);
        }
    }

    @Test
    void whatASecondGatewayFindsInTheFileItStores() {
        // Given
        try (Door door = new Door(vertx, IMPATIENT, journal(1 << 20));
                RawHttp sender = door.connect()) {
            door.store.away(true);
            sender.send(post("good", "kept")).read();
        }
        await(opened.close());
        // When
        try (Door next = new Door(vertx, IMPATIENT, journal(1 << 20))) {
            // Then
            soon().until(() -> next.store.appended().size() == 1);
            assertThat(text(next.store.appended().get(0))).isEqualTo("kept");
        }
    }

    private EventJournal opened = new io.tidegate.store.NoJournal();

    private EventJournal journal(long bytes) {
        var path = folder.resolve("journal").toString();
        var config = new StoreConfig.JournalConfig(path, new ByteSize(bytes));
        opened = await(FileJournal.open(vertx, config));
        return opened;
    }

    private static double gauge(Door door, String name) {
        return door.registry.get(name).gauge().value();
    }

    private static String text(Event event) {
        return new String(event.body(), StandardCharsets.ISO_8859_1);
    }
}
