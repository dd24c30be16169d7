package io.tidegate.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends signed GitHub events of four sizes at a steady rate, whether or not answers come, and two
 * of a hundred twice.
 */
final class SoakSender {

    private static final int TICK_MILLIS = 10;
    private static final int CONNECTIONS = 64;
    private static final int BODIES_OF_A_SIZE = 16;
    private static final double SHARE_OF_REPEATS = 0.02;

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient client;
    private final URI source;
    private final int perSecond;
    private final SoakLedger ledger;
    private final Random random = new Random(1);
    private final List<List<Body>> bodies = new ArrayList<>();
    private long timer;
    private int begun;

    /** A body and its proof. */
    private record Body(Buffer content, String signature) {}

    SoakSender(Vertx vertx, URI source, String secret, int perSecond, SoakLedger ledger) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.source = source;
        this.perSecond = perSecond;
        this.ledger = ledger;
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        for (int bytes : List.of(1 << 10, 4 << 10, 64 << 10, 256 << 10)) {
            var some = new ArrayList<Body>();
            for (int i = 0; i < BODIES_OF_A_SIZE; i++) {
                some.add(body(bytes, secret));
            }
            bodies.add(some);
        }
    }

    /** Half of it repeats itself, as JSON does. */
    private Body body(int bytes, String secret) {
        var text = new StringBuilder("{\"ref\":\"refs/heads/main\",\"commits\":[");
        while (text.length() < bytes - 80) {
            text.append(
                    "{\"id\":\"%016x\",\"message\":\"a change\"},".formatted(random.nextLong()));
        }
        byte[] content = text.append("{}]}").toString().getBytes(StandardCharsets.UTF_8);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(content));
            return new Body(Buffer.buffer(content), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins to send; returns at once. */
    void start() {
        loop.runOnContext(on -> beginTicking());
    }

    private void beginTicking() {
        long beganNanos = System.nanoTime();
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> catchUp(System.nanoTime() - beganNanos));
    }

    /** Sends nothing more; returns at once. */
    void stop() {
        loop.runOnContext(on -> vertx.cancelTimer(timer));
    }

    private void catchUp(long sinceNanos) {
        long wanted = sinceNanos * perSecond / TimeUnit.SECONDS.toNanos(1);
        while (begun < wanted) {
            int number = begun++;
            Body body = any();
            send(number, body);
            if (random.nextDouble() < SHARE_OF_REPEATS) {
                send(number, body);
            }
        }
    }

    /** Of a thousand, 900 of 1 KB, 80 of 4 KB, 18 of 64 KB and 2 of 256 KB. */
    private Body any() {
        int of = random.nextInt(1_000);
        int size = of < 900 ? 0 : of < 980 ? 1 : of < 998 ? 2 : 3;
        return bodies.get(size).get(random.nextInt(BODIES_OF_A_SIZE));
    }

    private void send(int number, Body body) {
        long beganNanos = System.nanoTime();
        ledger.sent();
        client.request(request(number, body))
                .compose(request -> request.send(body.content()))
                .compose(answer -> answer.end().map(ended -> answer))
                .onComplete(
                        answer -> note(number, answer, System.nanoTime() - beganNanos),
                        failure -> ledger.refused());
    }

    private RequestOptions request(int number, Body body) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(source.toString())
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "GitHub-Hookshot/0000000")
                .putHeader("x-github-event", "push")
                .putHeader("x-github-delivery", "" + number)
                .putHeader("x-hub-signature-256", body.signature());
    }

    private void note(int number, HttpClientResponse answer, long nanos) {
        if (answer.statusCode() / 100 == 2) {
            ledger.accepted(number, TimeUnit.NANOSECONDS.toMillis(nanos));
        } else {
            ledger.refused();
        }
    }
}
