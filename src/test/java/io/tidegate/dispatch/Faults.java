package io.tidegate.dispatch;

import io.vertx.core.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a {@link FaultyStore} does wrong, and what it was asked. Safe for many threads. */
final class Faults {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> strays = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> left = new ConcurrentHashMap<>();
    private final Set<String> ahead = ConcurrentHashMap.newKeySet();
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /** How a call goes wrong. */
    enum Kind {
        NONE,
        NOT_DONE,
        UNKNOWN
    }

    /** Lets the next {@code times} calls of this name go wrong. */
    void fail(String call, int times, Kind kind) {
        kinds.put(call, kind);
        left.put(call, times);
    }

    /** Lets all calls of all names succeed. */
    void mend() {
        left.clear();
    }

    Kind next(String call) {
        calls.add(call);
        if (!Context.isOnEventLoopThread()) {
            strays.add(call);
        }
        boolean isLeft = left.merge(call, -1, Integer::sum) >= 0;
        return isLeft ? kinds.getOrDefault(call, Kind.NONE) : Kind.NONE;
    }

    /** Has the store tell of a destination that its clock was set back, until it is mended. */
    void setClockBack(String destination) {
        ahead.add(destination);
    }

    Set<String> ahead() {
        return ahead;
    }

    /** The names of all calls so far, in order. */
    List<String> calls() {
        return calls;
    }

    /** The names of the calls that were not made on an event loop. */
    List<String> strays() {
        return strays;
    }

    /** How often this was called. */
    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }
}
