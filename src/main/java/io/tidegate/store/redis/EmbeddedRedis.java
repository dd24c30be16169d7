package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig.Durability;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis server that belongs to this gateway: started with it, ended with it, started again if
 * it ends by itself, and after a crash of the gateway found running and taken over, because it
 * still holds what was accepted last.
 */
public final class EmbeddedRedis {

    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final RedisConfig config;
    private final DataFolder folder;
    private final Launch launch;
    private volatile ServerRecord server;
    private volatile boolean isStopping;

    private EmbeddedRedis(
            Vertx vertx,
            RedisConfig config,
            DataFolder folder,
            Launch launch,
            ServerRecord server) {
        this.vertx = vertx;
        this.config = config;
        this.folder = folder;
        this.launch = launch;
        this.server = server;
    }

    /**
     * Starts the server over the files in {@link RedisConfig#data()}, or takes over the one that a
     * crashed gateway left running there. Fails with {@link io.tidegate.store.StoreException} if
     * another gateway uses the folder or the server does not answer within ten seconds.
     *
     * @param durability what it must keep; {@code replicated} it cannot
     * @param searchPath where a {@code redis-server} may be installed, as in {@code PATH}
     */
    public static Future<EmbeddedRedis> start(
            Vertx vertx, RedisConfig config, Durability durability, String searchPath) {
        return vertx.executeBlocking(() -> DataFolder.open(Path.of(config.data())))
                .compose(
                        folder ->
                                start(
                                        config,
                                        folder,
                                        new Launch(vertx, folder, durability, searchPath),
                                        vertx));
    }

    private static Future<EmbeddedRedis> start(
            RedisConfig config, DataFolder folder, Launch launch, Vertx vertx) {
        return launch.run()
                .map(server -> new EmbeddedRedis(vertx, config, folder, launch, server))
                .onSuccess(EmbeddedRedis::watch)
                .onFailure(failure -> release(vertx, folder));
    }

    private void watch() {
        ProcessHandle.of(server.pid())
                .map(it -> Future.fromCompletionStage(it.onExit(), vertx.getOrCreateContext()))
                .ifPresent(ended -> ended.onSuccess(end -> replace()));
    }

    /** Whatever ended the server, the files it wrote are there, and senders are waiting. */
    private void replace() {
        if (isStopping) {
            return;
        }
        LOGGER.atError()
                .addKeyValue("pid", server.pid())
                .log("embedded redis has ended by itself; starting it again");
        launch.replace(server).onComplete(this::replaced, this::notReplaced);
    }

    private void replaced(ServerRecord started) {
        server = started;
        if (isStopping) {
            stop();
            return;
        }
        LOGGER.atWarn().addKeyValue("pid", started.pid()).log("embedded redis runs again");
        watch();
    }

    private void notReplaced(Throwable failure) {
        LOGGER.atError()
                .addKeyValue("error", failure.toString())
                .log("embedded redis does not start; will try again");
        vertx.setTimer(PAUSE_MILLIS, timer -> replace());
    }

    /** The configuration with this server's address and password in place of {@code embedded}. */
    public RedisConfig config() {
        return new RedisConfig(server.uri(), server.password(), config.timeout(), config.data());
    }

    /** The server's process id. */
    public long pid() {
        return server.pid();
    }

    /**
     * Ends the server after it has written everything down; never fails. If it does not end by
     * itself it is sent SIGTERM, and if it then still runs, it is left to be taken over again.
     */
    public Future<Void> stop() {
        isStopping = true;
        return new ServerProbe(vertx, server)
                .shutDown()
                .compose(asked -> ended())
                .recover(stillRunning -> terminate())
                .compose(ended -> blocking(this::forget))
                .onFailure(EmbeddedRedis::report)
                .eventually(() -> release(vertx, folder))
                .otherwiseEmpty();
    }

    private Future<Void> terminate() {
        ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroy);
        return ended();
    }

    private Future<Void> ended() {
        return Polling.until(vertx, END_LIMIT, this::checkEnded);
    }

    private Future<Void> checkEnded() {
        return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent()
                ? Future.failedFuture("process " + server.pid() + " still runs")
                : Future.succeededFuture();
    }

    private Void forget() throws java.io.IOException {
        folder.forget();
        return null;
    }

    private static Future<Void> release(Vertx vertx, DataFolder folder) {
        return vertx.executeBlocking(
                () -> {
                    folder.close();
                    return null;
                });
    }

    private <T> Future<T> blocking(Callable<T> task) {
        return vertx.executeBlocking(task);
    }

    private static void report(Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("error", failure.toString())
                .log("embedded redis has not ended; the next start takes it over");
    }
}
