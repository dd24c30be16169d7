package io.tidegate.admin;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import io.tidegate.metrics.DestinationMeters;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A destination of which clients fetch the deliveries.
 *
 * @param name its name in the configuration
 * @param visibility for how long a client has what it fetched, if it does not say
 * @param attempts how often a delivery is handed out at most
 * @param store where the deliveries are
 * @param meters what is counted
 */
record PullQueue(
        String name,
        Duration visibility,
        int attempts,
        EventStore store,
        DestinationMeters meters) {

    private static final Logger LOGGER = LoggerFactory.getLogger(PullQueue.class);

    /**
     * Hands out up to {@code max} deliveries. Those that were handed out often enough become dead
     * letters in their place.
     */
    Future<List<JsonObject>> lease(int max, Duration visibility) {
        String secret = LeaseToken.newSecret();
        return store.pull(name, max, visibility, secret).compose(due -> sort(due, secret));
    }

    private Future<List<JsonObject>> sort(Due due, String secret) {
        var items = new ArrayList<JsonObject>();
        var buried = new ArrayList<Future<?>>();
        for (var leased : due.leased()) {
            if (leased.failures() > 0) {
                meters.failed();
            }
            if (leased.failures() < attempts) {
                items.add(item(leased, secret));
            } else {
                buried.add(bury(leased));
            }
        }
        // One that is not buried comes again when its lease ends, and withholds no other.
        return Future.join(buried).otherwiseEmpty().map(items);
    }

    private static JsonObject item(Due.Leased leased, String secret) {
        var delivery = atAttempt(leased.delivery(), leased.failures() + 1);
        return EventJson.item(delivery)
                .put("lease", new LeaseToken(secret, delivery.id()).toString());
    }

    private static Delivery atAttempt(Delivery delivery, int attempt) {
        return new Delivery(delivery.stored(), delivery.destination(), delivery.payload(), attempt);
    }

    private Future<Void> bury(Due.Leased leased) {
        String reason = "leased " + leased.failures() + " times and never acknowledged";
        return store.bury(atAttempt(leased.delivery(), leased.failures()), Setback.of(reason))
                .onComplete(buried -> meters.dead(), this::warn);
    }

    private void warn(Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("destination", name)
                .addKeyValue("error", failure.toString())
                .log("delivery of a queue is not buried yet");
    }

    /** A client is done with what it holds; returns whether it held it. */
    Future<Boolean> acknowledge(LeaseToken lease) {
        return store.acknowledge(name, lease.id(), lease.secret())
                .onSuccess(
                        isHeld -> {
                            if (isHeld) {
                                meters.acknowledged();
                            }
                        });
    }

    /** A client goes on holding what it holds; returns whether it held it. */
    Future<Boolean> extend(LeaseToken lease, Duration time) {
        return store.extend(name, lease.id(), lease.secret(), time);
    }

    /** A client gives back what it holds; returns whether it held it. */
    Future<Boolean> release(LeaseToken lease, Duration delay) {
        return store.release(name, lease.id(), lease.secret(), delay);
    }
}
