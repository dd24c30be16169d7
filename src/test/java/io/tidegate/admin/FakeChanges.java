package io.tidegate.admin;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Changes of the configuration as a test wants them. */
final class FakeChanges implements ConfigChanges {

    static final Instant SINCE = Instant.parse("2026-11-23T11:00:00Z");

    private volatile State state = new State(true, SINCE, List.of());
    private volatile State onReload = state;

    /** What is wrong with the files when they are read again, if anything is. */
    void find(String... findings) {
        onReload = new State(findings.length == 0, SINCE, List.of(findings));
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Future<State> reload() {
        state = onReload;
        return Future.succeededFuture(state);
    }
}
