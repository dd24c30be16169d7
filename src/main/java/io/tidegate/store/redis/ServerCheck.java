package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.store.Finding;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
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
    private volatile List<Finding> last = List.of();

    ServerCheck(StoreConfig config) {
        this.config = config;
    }

    /** Fails if a server of which these are the facts cannot keep what is promised. */
    Future<Void> judge(ServerFacts facts) {
        note(new Fitness(facts, config).findings());
        return refusal()
                .<Future<Void>>map(it -> Future.failedFuture(StoreException.notDone(it)))
                .orElseGet(Future::succeededFuture);
    }

    private synchronized void note(List<Finding> findings) {
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
        String errors =
                findings().stream()
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
