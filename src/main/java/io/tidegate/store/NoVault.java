package io.tidegate.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A vault where nothing is kept: for gateways whose senders hand over no secrets. */
public final class NoVault implements SecretVault {

    @Override
    public Future<Boolean> keep(String source, byte[] sealed, boolean trustsFirst) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Void> open(String source, Duration window) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Map<String, List<byte[]>>> all() {
        return Future.succeededFuture(Map.of());
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
