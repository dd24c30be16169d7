package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings up the server of one data folder: the one that still runs there, or a new one. */
final class Launch {

    private static final Logger LOGGER = LoggerFactory.getLogger(Launch.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOADING_LIMIT = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final DataFolder folder;
    private final String fsync;
    private final Spawning spawning;

    Launch(Vertx vertx, DataFolder folder, Durability durability, String searchPath) {
        this.vertx = vertx;
        this.folder = folder;
        fsync = durability == Durability.FSYNCED ? "always" : "everysec";
        this.spawning = new Spawning(folder, fsync, searchPath);
    }

    /** The running server, which has read all its files. */
    Future<ServerRecord> run() {
        return vertx.executeBlocking(folder::record)
                .compose(this::findRunning)
                .compose(found -> found.map(this::adopt).orElseGet(() -> start(spawning::spawn)))
                .compose(this::loaded)
                .compose(this::remember);
    }

    /** The server in place of one that has ended, where clients expect it: same port, same word. */
    Future<ServerRecord> replace(ServerRecord ended) {
        return start(() -> spawning.spawn(ended.withPid(0)))
                .compose(this::loaded)
                .compose(this::remember);
    }

    /**
     * The recorded server if it runs. One that lives but does not answer is an error: a second
     * server over the same files would destroy them.
     */
    private Future<Optional<ServerRecord>> findRunning(Optional<ServerRecord> recorded) {
        if (recorded.isEmpty() || hasEnded(recorded.get())) {
            return Future.succeededFuture(Optional.empty());
        }
        ServerRecord server = recorded.get();
        var probe = new ServerProbe(vertx, server);
        return Polling.until(
                        vertx,
                        ANSWER_LIMIT,
                        () -> probe.ask().map(Optional::of).recover(this::unlessSilent))
                .map(answer -> answer.filter(this::isOurs).map(it -> server.withPid(it.pid())))
                .recover(silent -> Future.failedFuture(hung(server)));
    }

    private static boolean hasEnded(ServerRecord server) {
        return server.pid() != 0
                && ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isEmpty();
    }

    private <T> Future<Optional<T>> unlessSilent(Throwable failure) {
        return failure instanceof TimeoutException
                ? Future.failedFuture(failure)
                : Future.succeededFuture(Optional.empty());
    }

    private boolean isOurs(ServerProbe.Answer answer) {
        return answer.folder().equals(folder.path());
    }

    private static StoreException hung(ServerRecord server) {
        return StoreException.notDone(
                "the embedded Redis of a former run (process "
                        + server.pid()
                        + ") does not answer; end that process and start again");
    }

    /** The former run may have promised another durability. */
    private Future<ServerRecord> adopt(ServerRecord server) {
        LOGGER.atInfo()
                .addKeyValue("pid", server.pid())
                .addKeyValue("port", server.port())
                .log("embedded redis of a former run taken over");
        return new ServerProbe(vertx, server).set("appendfsync", fsync).map(server);
    }

    private Future<ServerRecord> start(Callable<Spawning.Spawned> spawn) {
        return vertx.executeBlocking(spawn).compose(this::firstAnswer).recover(this::withLog);
    }

    private Future<ServerRecord> firstAnswer(Spawning.Spawned spawned) {
        var probe = new ServerProbe(vertx, spawned.server());
        return Polling.until(
                        vertx,
                        ANSWER_LIMIT,
                        () -> probe.ask().recover(failure -> orEnded(spawned, failure)))
                .map(answer -> spawned.server().withPid(answer.pid()));
    }

    private static <T> Future<T> orEnded(Spawning.Spawned spawned, Throwable failure) {
        boolean isHopeless = !spawned.process().isAlive() && spawned.process().exitValue() != 0;
        return Future.failedFuture(
                isHopeless ? StoreException.notDone("the server ended at once") : failure);
    }

    private <T> Future<T> withLog(Throwable failure) {
        return vertx.executeBlocking(folder::logTail)
                .compose(
                        tail ->
                                Future.failedFuture(
                                        StoreException.notDone(
                                                "embedded Redis did not start: "
                                                        + failure.getMessage()
                                                        + "; its log ends:\n"
                                                        + tail)));
    }

    /** A long append-only file takes its time; meanwhile the server answers but cannot be used. */
    private Future<ServerRecord> loaded(ServerRecord server) {
        var probe = new ServerProbe(vertx, server);
        return Polling.until(
                vertx,
                LOADING_LIMIT,
                () ->
                        probe.ask()
                                .compose(
                                        answer ->
                                                answer.isLoading()
                                                        ? Future.failedFuture("still loading")
                                                        : Future.succeededFuture(server)));
    }

    private Future<ServerRecord> remember(ServerRecord server) {
        return vertx.executeBlocking(
                () -> {
                    folder.remember(server);
                    return server;
                });
    }
}
