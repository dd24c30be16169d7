package io.tidegate.store.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an embedded server who it is, each time on a connection of its own. */
final class ServerProbe {

    private static final Pattern PROCESS = Pattern.compile("process_id:(\\d+)");
    private static final int LIMIT_MILLIS = 1_000;

    private final Vertx vertx;
    private final ServerRecord server;

    ServerProbe(Vertx vertx, ServerRecord server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * What a server says about itself.
     *
     * @param pid its process id
     * @param folder where it keeps its files
     * @param isLoading whether it still reads them
     */
    record Answer(long pid, Path folder, boolean isLoading) {}

    /** Fails within a second if nobody answers there, or not to our password. */
    Future<Answer> ask() {
        return with(this::identify);
    }

    /** Tells the server to write everything down and end. Whether it does is not known here. */
    Future<Void> shutDown() {
        return with(connection -> connection.send(Request.cmd(Command.SHUTDOWN)))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    /** Changes one of the server's settings. */
    Future<Void> set(String name, String value) {
        var set = Request.cmd(Command.CONFIG).arg("SET").arg(name).arg(value);
        return with(connection -> connection.send(set)).mapEmpty();
    }

    private <T> Future<T> with(Function<RedisConnection, Future<T>> task) {
        Redis client = Redis.createClient(vertx, options());
        return client.connect()
                .map(connection -> connection.exceptionHandler(ServerProbe::expectNothing))
                .compose(task)
                .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .eventually(client::close);
    }

    /** The task's own future tells of it; without a handler the library logs an error. */
    private static void expectNothing(Throwable lost) {}

    private RedisOptions options() {
        return new RedisOptions()
                .setConnectionString(server.uri())
                .setPassword(server.password().value())
                .setPreferredProtocolVersion(ProtocolVersion.RESP2);
    }

    private Future<Answer> identify(RedisConnection connection) {
        var whichProcess = connection.send(Request.cmd(Command.INFO));
        var whichFolder = connection.send(Request.cmd(Command.CONFIG).arg("GET").arg("dir"));
        return Future.all(whichProcess, whichFolder)
                .map(
                        both -> {
                            String facts = whichProcess.result().toString();
                            return new Answer(
                                    processId(facts),
                                    Path.of(whichFolder.result().get(1).toString()),
                                    facts.contains("loading:1"));
                        });
    }

    private static long processId(String facts) {
        Matcher process = PROCESS.matcher(facts);
        return process.find() ? Long.parseLong(process.group(1)) : 0;
    }
}
