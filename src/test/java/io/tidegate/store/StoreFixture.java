package io.tidegate.store;

import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Opens stores for a test and closes them after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreFixture implements UnderContract {

    /** A store of eight shards that remembers dedup keys for three days. */
    protected static final StoreConfig CONFIG =
            new StoreConfig(
                    StoreConfig.Durability.MEMORY,
                    8,
                    "test",
                    Duration.ofHours(72),
                    100_000,
                    new StoreConfig.HistoryConfig(Duration.ofHours(1)),
                    Secret.NONE);

    /** Where the stores live. */
    protected final Vertx vertx = Vertx.vertx();

    private final List<Opened> opened = new ArrayList<>();
    private @Nullable EventStores stores;

    /** A store and the event loop that it belongs to. */
    private record Opened(EventStore store, Context loop) {}

    /** Stores over a new, empty place. */
    protected abstract EventStores stores();

    /** Whether everything about the store works by now. */
    protected abstract boolean isReady(EventStore store);

    @BeforeEach
    void openFirst() {
        stores = stores();
        open();
    }

    @AfterEach
    void closeAll() {
        opened.forEach(it -> Futures.awaitOn(it.loop(), it.store()::close));
        opened.clear();
    }

    @AfterAll
    void closeVertx() {
        Futures.await(vertx.close());
    }

    @Override
    public EventStore store() {
        return opened.get(0).store();
    }

    @Override
    public EventStore open() {
        var loop = vertx.getOrCreateContext();
        EventStores source = Objects.requireNonNull(stores);
        var store = Futures.awaitOn(loop, () -> Future.succeededFuture(source.open()));
        opened.add(new Opened(store, loop));
        Awaitility.await().until(() -> isReady(store));
        return store;
    }

    @Override
    public <T> Future<T> start(EventStore store, Function<EventStore, Future<T>> call) {
        Context loop =
                opened.stream()
                        .filter(it -> it.store() == store)
                        .findFirst()
                        .map(Opened::loop)
                        .orElseThrow();
        return Futures.on(loop, () -> call.apply(store));
    }

    /** The event loop of the store that every test has. */
    protected Context loop() {
        return opened.get(0).loop();
    }
}
