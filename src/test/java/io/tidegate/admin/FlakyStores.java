package io.tidegate.admin;

import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores that are away when a test says so. */
final class FlakyStores implements EventStores {

    final AtomicInteger statusCalls = new AtomicInteger();
    private final EventStores real;
    private volatile boolean away;

    FlakyStores(EventStores real) {
        this.real = real;
    }

    /** From now on everything fails, or works again. */
    void setAway(boolean isAway) {
        away = isAway;
    }

    @Override
    public EventStore open() {
        EventStore store = real.open();
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("status")) {
                                statusCalls.incrementAndGet();
                            }
                            if (away && method.getReturnType() == boolean.class) {
                                return false;
                            }
                            if (away && !method.getName().equals("close")) {
                                return Future.failedFuture(StoreException.notDone("away"));
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
