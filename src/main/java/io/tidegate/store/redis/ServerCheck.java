package io.tidegate.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once whether a server is fit to keep events, and says what to change if it is not. */
final class ServerCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServerCheck.class);
    private static final Pattern VERSION = Pattern.compile("redis_version:((\\d{1,4})\\.\\S*)");
    private static final int OLDEST = 7;

    private final AtomicBoolean isDone = new AtomicBoolean();

    /** Asks the server, over this link, the first time that any store comes up. */
    void once(RedisLink link) {
        if (isDone.compareAndSet(false, true)) {
            link.send(Request.cmd(Command.INFO).arg("server"))
                    .map(facts -> checkVersion(facts.toString()))
                    .compose(checked -> setting(link, "maxmemory-policy"))
                    .map(policy -> checkSetting("maxmemory-policy", policy, "noeviction"))
                    .compose(checked -> setting(link, "appendonly"))
                    .map(appendOnly -> checkSetting("appendonly", appendOnly, "yes"))
                    .onFailure(ServerCheck::notAllowed);
        }
    }

    private static boolean checkVersion(String facts) {
        Matcher version = VERSION.matcher(facts);
        boolean isFit = version.find() && Integer.parseInt(version.group(2)) >= OLDEST;
        if (isFit) {
            LOGGER.atInfo().addKeyValue("version", version.group(1)).log("redis found");
        } else {
            LOGGER.atWarn().log("redis is older than 7.0; upgrade it, nothing older is tested");
        }
        return isFit;
    }

    private static Future<String> setting(RedisLink link, String name) {
        return link.send(Request.cmd(Command.CONFIG).arg("GET").arg(name))
                .map(reply -> reply.size() > 1 ? reply.get(1).toString() : "unknown");
    }

    private static boolean checkSetting(String name, String actual, String wanted) {
        boolean isFit = actual.equals(wanted);
        if (!isFit) {
            LOGGER.atWarn()
                    .addKeyValue("setting", name)
                    .addKeyValue("is", actual)
                    .addKeyValue("should", wanted)
                    .log("redis may lose events; change this setting");
        }
        return isFit;
    }

    private static void notAllowed(Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("error", failure.toString())
                .log("redis settings could not be checked");
    }
}
