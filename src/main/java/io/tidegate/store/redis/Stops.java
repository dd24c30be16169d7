package io.tidegate.store.redis;

import io.tidegate.store.Pause;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which destinations are paused, in one hash that all gateways share. */
final class Stops {

    private static final Script PAUSE = Script.load("pause");
    private static final Script RESUME = Script.load("resume");

    private final Link link;
    private final Keys keys;

    Stops(Link link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    Future<Void> pause(String destination, String reason) {
        return PAUSE.run(link, List.of(keys.paused()), List.of(destination, reason)).mapEmpty();
    }

    Future<Boolean> resume(String destination) {
        return RESUME.run(link, List.of(keys.paused(), keys.wake()), List.of(destination))
                .map(ended -> ended.toInteger() == 1);
    }

    Future<Map<String, Pause>> all() {
        return link.send(keys.paused(), Request.cmd(Command.HGETALL).arg(keys.paused()))
                .map(Stops::pauses);
    }

    private static Map<String, Pause> pauses(Response namesAndTexts) {
        var pauses = new HashMap<String, Pause>();
        namesAndTexts
                .getKeys()
                .forEach(name -> pauses.put(name, pause(namesAndTexts.get(name).toString())));
        return pauses;
    }

    private static Pause pause(String millisAndReason) {
        int end = millisAndReason.indexOf(' ');
        long millis = Long.parseLong(millisAndReason, 0, end, 10);
        return new Pause(millisAndReason.substring(end + 1), Instant.ofEpochMilli(millis));
    }
}
