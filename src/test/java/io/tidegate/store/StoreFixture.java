package io.tidegate.store;

import io.tidegate.config.StoreConfig;
import io.tidegate.testing.Futures;
import io.tidegate.testing.StoreConfigs;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
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
    protected static final StoreConfig CONFIG = StoreConfigs.at(StoreConfig.Durability.MEMORY);

    /** Where the stores live. */
    protected final Vertx vertx = Vertx.vertx();

    private final List<Opened> opened = new ArrayList<>();
    private final List<EventStore> readers = new ArrayList<>();
    private @Nullable EventStores stores;

    /** A store, the event loop that it belongs to, and what keeps that going. */
    private record Opened(EventStore store, Context loop, String deployment) {}

    /**
     * Opens a store as a verticle does, so that nothing of it goes on when the verticle is gone.
     */
    private final class Seat extends VerticleBase {

        private @Nullable EventStore store;

        @Override
        public Future<?> start() {
            store = Objects.requireNonNull(stores).open();
            return Future.succeededFuture();
        }

        Opened opened(String deployment) {
            return new Opened(Objects.requireNonNull(store), context, deployment);
        }
    }

    /** Stores over a new, empty place. */
    protected abstract EventStores stores();

    /** Whether everything about the store works by now. */
    protected abstract boolean isReady(EventStore store);

    @BeforeEach
    void openFirst() {
        stores = stores();
        var first = openReader("first");
        Awaitility.await().until(() -> first.shards() == CONFIG.shards());
    }

    @AfterEach
    void closeAll() {
        opened.forEach(it -> Futures.awaitOn(it.loop(), it.store()::close));
        opened.forEach(it -> Futures.await(vertx.undeploy(it.deployment())));
        opened.clear();
        readers.clear();
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
        var seat = new Seat();
        var seated = seat.opened(Futures.await(vertx.deployVerticle(seat)));
        opened.add(seated);
        Awaitility.await().until(() -> isReady(seated.store()));
        return seated.store();
    }

    @Override
    public EventStore openReader(String process, int instance) {
        EventStore store = open();
        var worker = new Worker(process, instance);
        tell(store, it -> it.join(worker));
        readers.add(store);
        return store;
    }

    @Override
    public List<EventStore> readers() {
        return List.copyOf(readers);
    }

    @Override
    public void crash(EventStore store) {
        var crashed = of(store);
        opened.remove(crashed);
        readers.remove(store);
        Futures.await(vertx.undeploy(crashed.deployment()));
    }

    private Opened of(EventStore store) {
        return opened.stream().filter(it -> it.store() == store).findFirst().orElseThrow();
    }

    @Override
    public <T> Future<T> start(EventStore store, Function<EventStore, Future<T>> call) {
        return Futures.on(of(store).loop(), () -> call.apply(store));
    }

    /** The event loop of the store that every test has. */
    protected Context loop() {
        return opened.get(0).loop();
    }
}
