package io.tidegate.store.redis;

import io.tidegate.store.Wake;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When to look at which destination, in one sorted set that all gateways share: whoever parks
 * lowers the time, whoever is told of a destination raises it, and then looks.
 *
 * <p>Raising comes before looking, so that a delivery parked meanwhile lowers the time again. The
 * word of a parked delivery is not waited for; if it is lost in a crash, the delivery is found by
 * the look that each destination gets every 40 seconds.
 */
final class Wakes {

    private static final Script WAKE = Script.load("wake");
    private static final int GROUPS = 40;

    private final Link link;
    private final Keys keys;
    private final Reminders reminders;

    Wakes(Vertx vertx, Link link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.reminders = new Reminders(vertx, link, keys);
    }

    /**
     * New ones are looked at in groups, one a second over 40 seconds: not all at once, nor each
     * alone.
     */
    Future<Void> register(Collection<String> destinations) {
        if (destinations.isEmpty()) {
            return Future.succeededFuture();
        }
        return link.send(keys.wake(), Request.cmd(Command.TIME))
                .map(time -> 1_000 * time.get(0).toLong())
                .compose(nowMillis -> link.send(keys.wake(), additions(destinations, nowMillis)))
                .mapEmpty();
    }

    private Request additions(Collection<String> destinations, long nowMillis) {
        // Those of several gateways that start together begin in different groups.
        int group = RandomGenerator.getDefault().nextInt(GROUPS);
        var add = Request.cmd(Command.ZADD).arg(keys.wake()).arg("NX");
        for (String name : destinations) {
            group = (group + 1) % GROUPS;
            add.arg(nowMillis + group * Wake.AGAIN.toMillis() / GROUPS).arg(name);
        }
        return add;
    }

    Future<Wake> wake(Set<String> except, int max) {
        var arguments = new ArrayList<Object>(List.of(max, Wake.AGAIN.toMillis()));
        arguments.addAll(except);
        return WAKE.run(link, List.of(keys.wake(), keys.paused()), arguments).map(Wakes::wake);
    }

    private static Wake wake(Response reply) {
        long next = reply.get(0).toLong();
        return new Wake(
                names(reply.get(2)).toList(),
                next < 0 ? Wake.AGAIN : Duration.ofMillis(next),
                names(reply.get(1)).collect(Collectors.toSet()),
                names(reply.get(3)).collect(Collectors.toSet()));
    }

    private static Stream<String> names(Response list) {
        return list.stream().map(Response::toString);
    }

    /** Tells all gateways soon that something of the destination is due after this time. */
    void remind(String destination, Duration in) {
        reminders.add(destination, in);
    }

    /** Tells all gateways soon that the destination has a dead letter. */
    void owe(String destination) {
        reminders.add(destination);
    }

    /** Tells that something has become due if a script says so, by a 1, else that it is owed. */
    void tell(String destination, Response isDue) {
        if (isDue.toInteger() == 1) {
            remind(destination, Duration.ZERO);
        } else {
            owe(destination);
        }
    }

    /** Has the destination told of again at once. */
    Future<Void> remindNow(String destination) {
        return reminders.addNow(destination);
    }

    /** Has a destination whose next look was too far ahead told of at once. */
    Future<Void> mended(String destination) {
        // A time that is over by any clock.
        var sooner = Request.cmd(Command.ZADD).arg(keys.wake()).arg("XX").arg("LT").arg(0);
        return link.send(keys.wake(), sooner.arg(destination)).mapEmpty();
    }

    /** Sends what has not been told yet; never fails. */
    Future<Void> drain() {
        return reminders.drain();
    }
}
