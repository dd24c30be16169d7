package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.store.Finding;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Says of every server that a gateway connects to whether it is fit to keep events, and logs what
 * to change if it is not, once for each change. One for all stores of the process, for any thread.
 */
final class ServerCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServerCheck.class);

    private final StoreConfig config;
    private final boolean isCluster;
    private final Map<String, List<Finding>> byNode = new TreeMap<>();
    private volatile List<Finding> last = List.of();

    /**
     * @param isCluster whether the servers are to be nodes of a cluster
     */
    ServerCheck(StoreConfig config, boolean isCluster) {
        this.config = config;
        this.isCluster = isCluster;
    }

    /**
     * Fails if a server of which these are the facts cannot keep what is promised.
     *
     * @param node its name in a cluster; empty if there is only one
     */
    Future<Void> judge(String node, ServerFacts facts) {
        var findings = new Fitness(facts, config, isCluster).findings();
        note(node, findings);
        return refusal(findings)
                .<Future<Void>>map(it -> Future.failedFuture(StoreException.notDone(it)))
                .orElseGet(Future::succeededFuture);
    }

    private synchronized void note(String node, List<Finding> its) {
        byNode.put(node, its);
        var findings = NodeFindings.worst(byNode);
        findings.stream().filter(it -> !last.contains(it)).forEach(ServerCheck::log);
        last = findings;
    }

    private static void log(Finding finding) {
        LOGGER.atLevel(levelOf(finding))
                .addKeyValue("subject", finding.subject())
                .addKeyValue("found", finding.text())
                .addKeyValue("remedy", finding.remedy())
                .log(
                        finding.grade() == Finding.Grade.OK
                                ? "redis examined"
                                : "redis may lose events");
    }

    private static Level levelOf(Finding finding) {
        return switch (finding.grade()) {
            case OK -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }

    /** What was found out last. */
    List<Finding> findings() {
        return last;
    }

    /** Why no event is taken from now on, with the remedies; empty if the server will do. */
    Optional<String> refusal() {
        return refusal(findings());
    }

    private Optional<String> refusal(List<Finding> findings) {
        String errors =
                findings.stream()
                        .filter(Finding::isError)
                        .map(Finding::advice)
                        .collect(Collectors.joining("; "));
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "redis cannot keep events as store.durability, "
                                + config.durability().word()
                                + ", asks: "
                                + errors);
    }
}
