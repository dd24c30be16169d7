package io.tidegate.store.redis;

import io.tidegate.store.SecretVault;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A vault on Redis: a hash with a ring of numbered fields for each source, as {@code shop:0} to
 * {@code shop:4}, and in {@code shop} how many were ever kept; names of sources have no colon.
 */
final class RedisSecretVault implements SecretVault {

    private static final Script KEEP = Script.load("keepsecret");

    private final Link link;
    private final Keys keys;

    RedisSecretVault(Link link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    @Override
    public Future<Boolean> keep(String source, byte[] sealed, boolean trustsFirst) {
        return KEEP.run(
                        link,
                        List.of(keys.secrets(), keys.open(source)),
                        List.of(source, sealed, MOST, trustsFirst ? 1 : 0))
                .map(kept -> kept.toInteger() == 1);
    }

    @Override
    public Future<Void> open(String source, Duration window) {
        return link.send(
                        keys.open(source),
                        Request.cmd(Command.SET)
                                .arg(keys.open(source))
                                .arg("1")
                                .arg("PX")
                                .arg(window.toMillis()))
                .mapEmpty();
    }

    @Override
    public Future<Map<String, List<byte[]>>> all() {
        return link.send(keys.secrets(), Request.cmd(Command.HGETALL).arg(keys.secrets()))
                .map(RedisSecretVault::bySource);
    }

    private static Map<String, List<byte[]>> bySource(Response fields) {
        var all = new HashMap<String, List<byte[]>>();
        for (int i = 0; i < fields.size(); i += 2) {
            String field = fields.get(i).toString();
            int colon = field.indexOf(':');
            if (colon > 0) {
                all.computeIfAbsent(field.substring(0, colon), name -> new ArrayList<>())
                        .add(fields.get(i + 1).toBytes());
            }
        }
        return all;
    }

    @Override
    public Future<Void> close() {
        return link.close();
    }
}
