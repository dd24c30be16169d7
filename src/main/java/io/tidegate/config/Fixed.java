package io.tidegate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What cannot change while the gateway runs: everything but what is known to be able to, so that a
 * key which is added later is on the safe side.
 */
final class Fixed {

    private static final Set<String> CHANGEABLE =
            Set.of(
                    "public.maxBody",
                    "admin.token",
                    "admin.writeToken",
                    "store.dedupWindow",
                    "store.history",
                    "reload",
                    "providers",
                    "sources",
                    "destinations",
                    "routes");

    private static final String REDIS = "redis.";

    private final List<String> changed = new ArrayList<>();

    private Fixed() {}

    /** The paths of the values that would have to change and cannot, in the order of the schema. */
    static List<String> changes(GatewayConfig running, GatewayConfig wanted) {
        var fixed = new Fixed();
        fixed.compare("", running, wanted);
        fixed.compareOrder(running, wanted);
        return fixed.changed;
    }

    /** Why the value at a path that was found here cannot change. */
    static String reason(String path) {
        return path.startsWith("sources.")
                ? "needs a restart: a route to a destination with an order came or went"
                : "needs a restart: it cannot change while running";
    }

    /** The events of a source are put into one shard or into all; it is settled at the start. */
    private void compareOrder(GatewayConfig running, GatewayConfig wanted) {
        var before = running.sourcesInOrder();
        var after = wanted.sourcesInOrder();
        for (String source : new TreeSet<>(wanted.sources().keySet())) {
            if (before.contains(source) != after.contains(source)) {
                changed.add("sources." + source);
            }
        }
    }

    private void compare(String path, Record running, Record wanted) {
        for (Component component : Component.of(running.getClass())) {
            String below = path.isEmpty() ? component.key() : path + "." + component.key();
            compare(below, component.in(running), component.in(wanted));
        }
    }

    private void compare(String path, @Nullable Object running, @Nullable Object wanted) {
        if (CHANGEABLE.contains(path) || Objects.equals(running, wanted)) {
            return;
        }
        if (running instanceof Record before && wanted instanceof Record after && isTree(before)) {
            compare(path, before, after);
        } else if (!isReadAgainAnyway(path, running, wanted)) {
            changed.add(path);
        }
    }

    /** Connections to Redis are made with what the files of its secrets hold by then. */
    private static boolean isReadAgainAnyway(
            String path, @Nullable Object running, @Nullable Object wanted) {
        return path.startsWith(REDIS)
                && running instanceof Secret secret
                && Objects.equals(secret.renewed(), wanted);
    }

    /** Whether its parts are written one by one. */
    private static boolean isTree(Record part) {
        return !(part instanceof ByteSize || part instanceof Rate);
    }
}
