package io.tidegate.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what destinations are owed. Asks only about those that are noted as owed something, so
 * that counting costs nothing where all is well, however many destinations there are.
 */
final class Backlogs {

    private static final Script FORGET = Script.load("forget");
    private static final Script OLDEST = Script.load("oldest");

    private final Link link;
    private final Keys keys;

    Backlogs(Link link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    /**
     * What one destination is owed.
     *
     * @param destination its name, configured or not
     * @param parked how many deliveries are parked
     * @param dead how many dead letters there are
     * @param oldestMillis how long ago the oldest event came that is parked
     */
    record Backlog(String destination, long parked, long dead, long oldestMillis) {

        boolean isNothing() {
            return parked == 0 && dead == 0;
        }
    }

    /** The backlogs that there are, and some that are empty by now. */
    Future<List<Backlog>> count() {
        return link.send(
                        keys.owed(),
                        Request.cmd(Command.ZRANGE)
                                .arg(keys.owed())
                                .arg(0)
                                .arg(-1)
                                .arg("WITHSCORES"))
                .compose(this::count);
    }

    private Future<List<Backlog>> count(Response namesAndTimes) {
        var counts = new ArrayList<Future<Backlog>>();
        for (int i = 0; i < namesAndTimes.size(); i += 2) {
            String noted = namesAndTimes.get(i + 1).toString();
            counts.add(
                    count(namesAndTimes.get(i).toString())
                            .onSuccess(backlog -> forgetIfNothing(backlog, noted)));
        }
        return Future.all(counts).map(all -> all.list());
    }

    private Future<Backlog> count(String destination) {
        var parked =
                link.send(
                        keys.due(destination),
                        Request.cmd(Command.ZCARD).arg(keys.due(destination)));
        var dead =
                link.send(
                        keys.dead(destination),
                        Request.cmd(Command.XLEN).arg(keys.dead(destination)));
        var ages = List.of(keys.due(destination), keys.ages(destination));
        var oldest = OLDEST.run(link, ages, List.of());
        return Future.all(parked, dead, oldest)
                .map(
                        all ->
                                new Backlog(
                                        destination,
                                        parked.result().toLong(),
                                        dead.result().toLong(),
                                        oldest.result().toLong()));
    }

    /** What fails here is done by the next count. */
    private void forgetIfNothing(Backlog backlog, String noted) {
        if (backlog.isNothing()) {
            FORGET.run(link, List.of(keys.owed()), List.of(backlog.destination(), noted))
                    .otherwiseEmpty();
        }
    }
}
