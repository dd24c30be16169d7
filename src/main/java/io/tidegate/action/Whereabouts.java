package io.tidegate.action;

import io.tidegate.outbound.AddressRefused;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Where the few servers of one action are. Names are looked up at every attempt, but not more often
 * than once a second; while nobody can tell, a server is where it was last, for ten minutes. So a
 * name server that is down stops no deliveries, and an address that was not found allowed is never
 * used.
 *
 * <p>Used on the event loop that owns the action.
 */
final class Whereabouts {

    /** How long an address is taken for granted. */
    static final Duration FRESH = Duration.ofSeconds(1);

    /** How long an address serves while there is no better. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private final Function<String, Future<InetAddress>> lookup;
    private final Duration patience;
    private final InstantSource clock;
    private final Map<String, Known> known = new HashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param lookup finds an address that may be connected to
     * @param patience how long it may take if there is an older address to fall back to
     */
    Whereabouts(
            Function<String, Future<InetAddress>> lookup, Duration patience, InstantSource clock) {
        this.lookup = lookup;
        this.patience = patience;
        this.clock = clock;
    }

    /** The address of a server; fails as the look-up does if there is no other. */
    Future<InetAddress> of(String host) {
        Instant now = clock.instant();
        Optional<Known> last =
                Optional.ofNullable(known.get(host)).filter(it -> it.isWithin(KEPT, now));
        if (last.isPresent() && last.get().isWithin(FRESH, now)) {
            return Future.succeededFuture(last.get().address());
        }
        Future<InetAddress> found = lookup.apply(host).onSuccess(it -> keep(host, it));
        return last.map(it -> orElse(it.address(), found)).orElse(found);
    }

    private void keep(String host, InetAddress address) {
        known.put(host, new Known(address, clock.instant()));
    }

    private Future<InetAddress> orElse(InetAddress last, Future<InetAddress> found) {
        return found.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(
                        cause ->
                                cause instanceof AddressRefused
                                        ? Future.failedFuture(cause)
                                        : Future.succeededFuture(last));
    }

    /**
     * An address that was found.
     *
     * @param address the address
     * @param at when it was found
     */
    private record Known(InetAddress address, Instant at) {

        boolean isWithin(Duration age, Instant now) {
            return now.isBefore(at.plus(age));
        }
    }
}
