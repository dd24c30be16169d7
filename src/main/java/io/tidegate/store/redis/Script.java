package io.tidegate.store.redis;

import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script that lies beside this class, run by its hash and sent whole only to a server that
 * does not know it.
 *
 * @param text the script
 * @param sha its name for the server
 */
record Script(String text, String sha) {

    private static final AtomicLong CALLS = new AtomicLong();

    /** What every script is put into. */
    private static final String ANSWER = read("answer");

    /** Reads {@code name.lua}; a missing one is a broken build. */
    static Script load(String name) {
        return of(read(name));
    }

    /** The same with the functions of {@code line.lua} put before it. */
    static Script loadWithLines(String name) {
        return of(read("line") + read(name));
    }

    private static Script of(String body) {
        String text = ANSWER.formatted(body);
        return new Script(text, sha1(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(String name) {
        try (InputStream lua = Script.class.getResourceAsStream(name + ".lua")) {
            if (lua == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(lua.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs the script where its keys are, which have one slot; {@code arguments} are byte arrays or
     * print as what the script expects. A reply that is not to this call costs the connection: no
     * later one can be trusted to be to its command.
     */
    Future<Response> run(Link link, List<String> keys, List<?> arguments) {
        String call = Long.toString(CALLS.incrementAndGet(), Character.MAX_RADIX);
        var all = new ArrayList<Object>(arguments);
        all.add(call);
        return link.send(keys.get(0), request(Command.EVALSHA, sha, keys, all))
                .recover(
                        failure ->
                                isUnknownScript(failure)
                                        ? link.send(
                                                keys.get(0), request(Command.EVAL, text, keys, all))
                                        : Future.failedFuture(failure))
                .compose(reply -> answer(link.of(keys.get(0)), call, reply));
    }

    private static Future<Response> answer(RedisLink link, String call, @Nullable Response reply) {
        if (reply != null
                && reply.type() == ResponseType.MULTI
                && reply.size() == 2
                && String.valueOf(reply.get(0)).equals(call)) {
            return Future.succeededFuture(reply.get(1));
        }
        link.lose("a reply to a script was not its own");
        return Future.failedFuture(StoreException.unknown("odd reply to a script: " + reply));
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure instanceof StoreException
                && String.valueOf(failure.getMessage()).startsWith("NOSCRIPT");
    }

    private static Request request(
            Command command, String script, List<String> keys, List<?> arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(bytes);
            } else {
                request.arg(String.valueOf(argument));
            }
        }
        return request;
    }
}
