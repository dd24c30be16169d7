package io.tidegate.dispatch;

import io.tidegate.config.QueueConfig;
import io.tidegate.store.EventStore;
import io.tidegate.store.Wake;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of asking the store which destinations have something due, whoever parked it. One
 * question for all destinations: an idle gateway costs the store next to nothing.
 */
final class WakeRound {

    /** How long after one round the next follows at the latest. */
    static final Duration MOST_PAUSE = Duration.ofSeconds(1);

    /**
     * What becomes due within this time is told of together; what a gateway parked itself, apart.
     */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(200);

    private static final Logger LOGGER = LoggerFactory.getLogger(WakeRound.class);
    private static final int MOST_AT_ONCE = 1_000;

    private final EventStore store;
    private final Map<String, DueRound> rounds;

    /** Destinations of gateways that are configured otherwise, or that were configured once. */
    private final Set<String> unknown = new HashSet<>();

    private Set<String> queues = Set.of();
    private Set<String> registered = Set.of();
    private boolean isUnsure;

    /** The rounds of one verticle, which may change between two questions. */
    WakeRound(EventStore store, Map<String, DueRound> rounds) {
        this.store = store;
        this.rounds = rounds;
    }

    /**
     * The rounds have changed.
     *
     * @param fetched destinations that no gateway serves, since clients fetch what is due
     */
    void adopt(Set<String> fetched) {
        queues = fetched;
        unknown.clear();
    }

    /** Asks, and has looked at what is due; the pause is until more is, at most a second. */
    Future<Duration> run() {
        return registered()
                .compose(done -> store.wake(except(), MOST_AT_ONCE))
                .onFailure(failure -> isUnsure = true)
                .map(this::look);
    }

    private Future<Void> registered() {
        var names = Set.copyOf(rounds.keySet());
        return registered.equals(names)
                ? Future.succeededFuture()
                : store.register(names).onSuccess(done -> registered = names);
    }

    private Set<String> except() {
        var except = new HashSet<>(unknown);
        except.addAll(queues);
        rounds.forEach(
                (name, round) -> {
                    if (!round.isFree()) {
                        except.add(name);
                    }
                });
        return except;
    }

    private Duration look(Wake wake) {
        if (isUnsure) {
            // An answer that was lost may have told us, and nobody else, of any of them.
            isUnsure = false;
            rounds.values().forEach(DueRound::look);
        }
        rounds.forEach((name, round) -> round.obey(wake.paused().contains(name)));
        wake.ahead().forEach(this::pullIn);
        wake.destinations().forEach(this::look);
        return pause(wake.next());
    }

    private static Duration pause(Duration next) {
        if (next.compareTo(LEAST_PAUSE) < 0) {
            return LEAST_PAUSE;
        }
        return next.compareTo(MOST_PAUSE) < 0 ? next : MOST_PAUSE;
    }

    private void look(String destination) {
        DueRound round = rounds.get(destination);
        if (round != null) {
            round.look();
        } else {
            leaveToOthers(destination);
        }
    }

    /** Until somebody has, everybody is told of it: what is unknown here is left to others. */
    private void pullIn(String destination) {
        DueRound round = rounds.get(destination);
        if (round != null) {
            round.pullIn();
        } else if (queues.contains(destination)) {
            store.pullIn(destination, List.of(QueueConfig.MOST_VISIBILITY));
        }
    }

    private void leaveToOthers(String destination) {
        if (unknown.size() == MOST_AT_ONCE) {
            unknown.clear();
        }
        unknown.add(destination);
        store.remind(destination)
                .onFailure(
                        failure ->
                                LOGGER.atDebug()
                                        .addKeyValue("destination", destination)
                                        .addKeyValue("error", failure.toString())
                                        .log("somebody else's destination waits for 40 seconds"));
    }
}
