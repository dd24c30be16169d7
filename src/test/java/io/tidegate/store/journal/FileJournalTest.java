package io.tidegate.store.journal;

import static io.tidegate.testing.Events.event;
import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ByteSize;
import io.tidegate.config.StoreConfig;
import io.tidegate.event.Event;
import io.tidegate.store.EventJournal;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal as the event loops see it. */
class FileJournalTest {

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void eventsOfManyLoopsAreAllKeptAndThoseOfEachInOrder() {
        // Given
        var journal = open(10 << 20);
        var contexts = List.of(vertx.getOrCreateContext(), vertx.getOrCreateContext());
        // When
        var appends = new ArrayList<Future<?>>();
        for (int loop = 0; loop < contexts.size(); loop++) {
            String source = "s" + loop;
            appends.add(
                    Future.future(
                            promise ->
                                    contexts.get(Integer.parseInt(source.substring(1)))
                                            .runOnContext(
                                                    go ->
                                                            appendAll(journal, source)
                                                                    .onComplete(promise))));
        }
        await(Future.all(appends));
        // Then
        assertThat(journal.events()).isEqualTo(1_000);
        await(journal.close());
        var again = await(open(10 << 20).oldest(2_000));
        assertThat(again).hasSize(1_000);
        for (String source : List.of("s0", "s1")) {
            assertThat(again.stream().filter(it -> it.source().equals(source)))
                    .extracting(Event::dedupKey)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 500).mapToObj(i -> "k" + i).toList());
        }
    }

    private static Future<Void> appendAll(EventJournal journal, String source) {
        var appends =
                IntStream.range(0, 500)
                        .mapToObj(i -> journal.append(event(source, "k" + i)))
                        .toList();
        return Future.all(appends).mapEmpty();
    }

    @Test
    void fullJournalTakesNothingUntilSomethingIsForgotten() {
        // Given
        var journal = open(64 << 10);
        int taken = 0;
        while (journal.hasRoom()) {
            await(journal.append(event("shop", "k" + taken, "x".repeat(4_000))));
            taken++;
        }
        assertThat(journal.bytes()).isBetween(50_000L, 64L << 10);
        // When
        Event large = event("shop", "large", "x".repeat(20_000));
        assertThatThrownBy(() -> await(journal.append(large)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("full");
        // Then
        assertThat(journal.events()).isEqualTo(taken);
        await(journal.forget(taken));
        assertThat(journal.hasRoom()).isTrue();
        assertThat(journal.events()).isZero();
        await(journal.append(large));
    }

    private EventJournal open(long bytes) {
        var path = folder.resolve("journal").toString();
        var config = new StoreConfig.JournalConfig(path, new ByteSize(bytes));
        return Futures.await(FileJournal.open(vertx, config));
    }
}
