package io.tidegate.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server says about itself, as far as it says anything.
 *
 * @param facts the lines of {@code INFO} by name; empty if the user may not ask
 * @param fsync its {@code appendfsync}; empty if it hides its configuration
 * @param isWaiting whether it takes {@code WAIT}
 * @param isWaitingForDisk whether it takes {@code WAITAOF}, which came with 7.2
 */
record ServerFacts(
        Map<String, String> facts, String fsync, boolean isWaiting, boolean isWaitingForDisk) {

    private static final String ONLINE = "state=online";

    ServerFacts {
        facts = Map.copyOf(facts);
    }

    /** Asks the server; fails only if the connection does. */
    static Future<ServerFacts> of(RedisConnection connection) {
        var facts = ask(connection, Request.cmd(Command.INFO));
        var fsync = ask(connection, Request.cmd(Command.CONFIG).arg("GET").arg("appendfsync"));
        var wait = ask(connection, Request.cmd(Command.WAIT).arg(0).arg(1));
        var waitForDisk = ask(connection, Request.cmd(Command.WAITAOF).arg(0).arg(0).arg(1));
        return Future.all(facts, fsync, wait, waitForDisk)
                .map(
                        all ->
                                new ServerFacts(
                                        byName(facts.result().orElse("")),
                                        secondWord(fsync.result().orElse("")),
                                        wait.result().isPresent(),
                                        waitForDisk.result().isPresent()));
    }

    /** The reply; empty if the server refuses the command. */
    private static Future<Optional<String>> ask(RedisConnection connection, Request request) {
        return connection
                .send(request)
                .map(reply -> Optional.of(String.valueOf(reply)))
                .recover(
                        failure ->
                                Wire.isAnswer(failure)
                                        ? Future.succeededFuture(Optional.empty())
                                        : Future.failedFuture(failure));
    }

    /** Of {@code [appendfsync, always]} it is the latter. */
    private static String secondWord(String pair) {
        int comma = pair.indexOf(',');
        return comma < 0 ? "" : pair.substring(comma + 1, pair.length() - 1).strip();
    }

    private static Map<String, String> byName(String text) {
        return text.lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.indexOf(':')),
                                line -> line.substring(line.indexOf(':') + 1).strip(),
                                (first, again) -> first));
    }

    /** What the server says of one thing; empty if it does not. */
    Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** The number of replicas that have all of the data and take more. */
    long replicas() {
        return facts.entrySet().stream()
                .filter(it -> it.getKey().matches("slave\\d+"))
                .filter(it -> it.getValue().contains(ONLINE))
                .count();
    }
}
