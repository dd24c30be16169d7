package io.tidegate.store;

import static io.tidegate.store.UnderContract.byShard;
import static io.tidegate.store.UnderContract.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each shard is read by one worker at a time, and the workers share the shards. */
interface LeaseContract extends UnderContract {

    @Test
    default void loneWorkerReadsAllShards() {
        eventuallyHold(8, store());
    }

    @Test
    default void workersShareTheShardsEvenly() {
        // Given
        eventuallyHold(8, store());
        // When
        var second = openReader("second");
        // Then
        eventuallyHold(4, store(), second);
    }

    @Test
    default void oddShardsGoToSomeOfTheWorkers() {
        // When
        var others = List.of(openReader("second"), openReader("third"));
        // Then
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                List.of(
                                                        store().shards(),
                                                        others.get(0).shards(),
                                                        others.get(1).shards()))
                                        .containsExactlyInAnyOrder(3, 3, 2));
    }

    @Test
    default void processesGetAsManyShardsAsOneAnotherHoweverManyWorkersTheyHave() {
        // When
        var many = List.of(openReader("many", 0), openReader("many", 1));
        // Then
        eventuallyHold(4, store());
        eventuallyHold(2, many.get(0), many.get(1));
    }

    @Test
    default void storeThatReadsNothingHoldsNoShards() {
        // When
        var onlooker = open();
        eventuallyHold(8, store());
        // Then
        assertThat(onlooker.shards()).isZero();
    }

    @Test
    default void readOfAWorkerWithoutShardsEndsOnItsEventLoop() {
        // Given
        tell(store(), EventStore::leave);
        eventuallyHold(0, store());
        // When
        boolean isOnLoop = call(it -> it.read(1).map(none -> Context.isOnEventLoopThread()));
        // Then
        assertThat(isOnLoop).isTrue();
    }

    @Test
    default void nothingIsLostOrReadTwiceWhileWorkersComeAndGo() {
        // Given
        var all = new ArrayList<EventId>();
        var read = new ArrayList<EventId>();
        var readers = new ArrayList<>(List.of(store(), openReader("second")));
        // When
        for (int round = 0; round < 8; round++) {
            all.addAll(appendMany(50));
            if (round == 3) {
                tell(readers.remove(0), EventStore::leave);
            }
            if (round == 5) {
                readers.add(openReader("third"));
            }
            readers.forEach(each -> readAndSettle(each, read, all.size() / 2));
        }
        // Then
        readUntilAllIsRead(readers, read, all.size());
        assertThat(read).containsExactlyInAnyOrderElementsOf(all);
        assertThat(byShard(read.stream()))
                .allSatisfy(shard -> assertThat(shard).isSortedAccordingTo(BY_AGE));
    }

    private void readUntilAllIsRead(List<EventStore> readers, List<EventId> read, int all) {
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            readers.forEach(each -> readAndSettle(each, read, all));
                            assertThat(read).hasSizeGreaterThanOrEqualTo(all);
                        });
    }

    /** Reads once unless enough is read already: to read where nothing is takes a second. */
    private void readAndSettle(EventStore store, List<EventId> read, int enough) {
        if (read.size() < enough) {
            var some = ids(UnderContract.events(readOnce(store, 100)));
            call(store, it -> it.settle(some));
            read.addAll(some);
        }
    }

    @Test
    default void shardIsGivenBackOnlyWhenNothingOfItIsInWork() {
        // Given
        appendMany(100);
        var inWork = read(100);
        var second = openReader("second");
        appendMany(100);
        // When
        settle(ids(inWork));
        // Then
        eventuallyHold(4, store(), second);
        var read = new ArrayList<EventId>();
        readUntilAllIsRead(readers(), read, 100);
        assertThat(read).hasSize(100).doesNotContainAnyElementsOf(ids(inWork));
    }

    @Test
    default void workerThatLeavesIsReplacedAtOnce() {
        // Given
        var second = openReader("second");
        eventuallyHold(4, store(), second);
        // When
        tell(store(), EventStore::leave);
        // Then
        eventuallyHold(8, second);
        assertThat(store().shards()).isZero();
    }

    @Test
    default void closedWorkerLeavesWhatIsInWorkToTheNext() {
        // Given
        var second = openReader("second");
        eventuallyHold(4, store(), second);
        appendMany(100);
        var left = readAll(second);
        // When
        call(second, EventStore::close);
        // Then
        eventuallyHold(8, store());
        assertThat(ids(readAll(store()))).containsAll(ids(left));
    }

    @Test
    default void crashedWorkerIsReplacedAndItsEventsComeFirstAndInOrder() {
        // Given
        var second = openReader("second");
        eventuallyHold(4, store(), second);
        appendMany(100);
        var lost = ids(readAll(second));
        settle(ids(readAll(store())));
        // When
        crash(second);
        appendMany(100);
        endLeases();
        // Then
        eventuallyHold(8, store());
        var read = readHandouts(store(), 100 + lost.size());
        assertThat(ids(UnderContract.events(read))).containsAll(lost);
        assertThat(byShard(read.stream().map(it -> it.event().id())))
                .allSatisfy(shard -> assertThat(shard).isSortedAccordingTo(BY_AGE));
        assertThat(read)
                .allSatisfy(
                        it ->
                                assertThat(it.failures())
                                        .isEqualTo(lost.contains(it.event().id()) ? 1 : 0));
    }

    @Test
    default void everyCrashIsCounted() {
        // Given
        crash(readerOf("crashing", 3));
        crash(readerOf("crashing", 3));
        // When
        var third = openReader("crashing");
        // Then
        assertThat(readHandouts(third, 3)).extracting(Handout::failures).containsOnly(2);
    }

    /** The only worker, which has read all events; they are appended unless there are some. */
    private EventStore readerOf(String process, int events) {
        tell(store(), EventStore::leave);
        if (list(100).isEmpty()) {
            appendMany(events);
        }
        var reader = openReader(process);
        read(reader, events);
        return reader;
    }

    @Test
    default void eventThatTwoWorkersFailedWithComesAlone() {
        // Given
        crash(readerOf("crashing", 10));
        crash(readerOf("crashing", 10));
        var third = openReader("crashing");
        eventuallyHold(8, third);
        // When, Then
        for (int i = 0; i < 10; i++) {
            assertThat(readOnce(third, 100)).hasSize(1);
        }
    }

    @Test
    default void restartedWorkerTakesUpAtOnceWhatItHad() {
        // Given
        var second = openReader("second");
        eventuallyHold(4, store(), second);
        appendMany(100);
        var left = readAll(second);
        crash(second);
        // When
        var restarted = openReader("second");
        // Then
        eventuallyHold(4, restarted);
        assertThat(ids(readAll(restarted))).containsExactlyInAnyOrderElementsOf(ids(left));
    }

    @Test
    default void workerThatWasStoppedKnowsThatItsTimeIsOver() {
        // Given
        var stopped = openReader("stopped");
        eventuallyHold(4, store(), stopped);
        appendMany(100);
        var inWork = ids(readAll(stopped));
        assertThat(isHeld(stopped, inWork.get(0))).isTrue();
        // When
        var goOn = new CountDownLatch(1);
        var isHeldAfterwards = stop(stopped, goOn, inWork.get(0));
        endLeases();
        eventuallyHold(8, store());
        var taken = ids(readAll(store()));
        goOn.countDown();
        // Then
        assertThat(taken).containsAll(inWork);
        assertThat(Futures.await(isHeldAfterwards)).isFalse();
        call(stopped, it -> it.settle(inWork));
        settle(taken);
        assertThat(status().pending()).isZero();
    }

    /** Stops the worker's thread, as a long pause of the machine does, and asks it afterwards. */
    private Future<Boolean> stop(EventStore store, CountDownLatch goOn, EventId id) {
        var isStopped = new AtomicBoolean();
        var asked =
                start(
                        store,
                        it -> {
                            isStopped.set(true);
                            try {
                                goOn.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return Future.succeededFuture(it.isHeld(id));
                        });
        Awaitility.await().untilTrue(isStopped);
        return asked;
    }

    /** Waits until each of these stores holds this many shards. */
    private void eventuallyHold(int shards, EventStore... readers) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(List.of(readers))
                                        .extracting(EventStore::shards)
                                        .containsOnly(shards));
    }

    /** Everything that this store gets to read. */
    private List<StoredEvent> readAll(EventStore store) {
        var events = new ArrayList<StoredEvent>();
        List<Handout> some;
        do {
            some = readOnce(store, 100);
            events.addAll(UnderContract.events(some));
        } while (!some.isEmpty());
        return events;
    }
}
