package io.tidegate.lab;

import io.tidegate.faults.LedgerEvent;
import io.tidegate.lab.NaiveGateway.Flaw;
import io.tidegate.testing.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Delivers what the {@link NaiveGateway} has stored, one after another, until it crashes. */
final class NaiveWorker extends Thread {

    private static final String GROUP = "work";
    private static final String DUE = "naive:due";
    private static final String BATCH = "10";
    private static final long RETRY_MILLIS = 200;
    private static final long LEASE_MILLIS = 2_000;
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Pattern ENTRY = Pattern.compile("(\\d+-\\d+)\nn\n(\\d+)");

    private final RedisServer redis;
    private final URI sink;
    private final Flaw flaw;
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean isCrashed;

    NaiveWorker(RedisServer redis, URI sink, Flaw flaw) {
        this.redis = redis;
        this.sink = sink;
        this.flaw = flaw;
        setDaemon(true);
    }

    /** The end of a worker that has crashed: it does nothing any more. */
    private static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** From when this returns, no command of this worker reaches Redis. */
    synchronized void crash() {
        isCrashed = true;
    }

    /** Does it while the worker lives. */
    synchronized void unlessCrashed(Runnable task) {
        if (!isCrashed) {
            task.run();
        }
    }

    private synchronized String ask(String... command) {
        if (isCrashed) {
            throw new Crash();
        }
        return redis.command(command);
    }

    static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    @Override
    public void run() {
        try {
            boolean isAgain = true;
            while (true) {
                isAgain = round(isAgain);
            }
        } catch (Crash crashed) {
            // As if the process had ended.
        }
    }

    /** Whether entries may be left that a worker before this one had read. */
    private boolean round(boolean isAgain) {
        try {
            tryDue();
            String reply = read(isAgain ? "0" : ">");
            var entries = ENTRY.matcher(reply);
            boolean isEmpty = true;
            while (entries.find()) {
                isEmpty = false;
                deliver(entries.group(1), Integer.parseInt(entries.group(2)));
            }
            if (isEmpty) {
                pause(5);
            }
            return isAgain && !isEmpty;
        } catch (IllegalStateException noGroup) {
            makeGroup();
            return true;
        }
    }

    private void makeGroup() {
        String from = flaw == Flaw.GROUP_AT_END ? "$" : "0";
        try {
            ask("XGROUP", "CREATE", NaiveGateway.STREAM, GROUP, from, "MKSTREAM");
        } catch (IllegalStateException there) {
            // Somebody else has made it.
        }
    }

    private String read(String from) {
        var stream = NaiveGateway.STREAM;
        if (flaw == Flaw.XACK_BEFORE_DELIVERY) {
            String reply =
                    ask("XREADGROUP", "GROUP", GROUP, "w", "COUNT", BATCH, "STREAMS", stream, from);
            ENTRY.matcher(reply).results().forEach(it -> acknowledge(it.group(1)));
            return reply;
        }
        return ask("XREADGROUP", "GROUP", GROUP, "w", "COUNT", BATCH, "STREAMS", stream, from);
    }

    private void acknowledge(String entry) {
        ask("XACK", NaiveGateway.STREAM, GROUP, entry);
        ask("XDEL", NaiveGateway.STREAM, entry);
    }

    private void deliver(String entry, int n) {
        if (!isTaken(n)) {
            park(n, RETRY_MILLIS);
        }
        if (flaw != Flaw.XACK_BEFORE_DELIVERY) {
            acknowledge(entry);
        }
    }

    private void park(int n, long delayMillis) {
        ask("ZADD", DUE, "" + (System.currentTimeMillis() + delayMillis), "" + n);
    }

    private void tryDue() {
        String now = "" + System.currentTimeMillis();
        List<String> due =
                ask("ZRANGEBYSCORE", DUE, "-inf", now, "LIMIT", "0", BATCH)
                        .lines()
                        .filter(it -> !it.isEmpty())
                        .toList();
        for (String n : due) {
            if (flaw == Flaw.POP_THEN_TRY) {
                ask("ZREM", DUE, n);
            } else {
                park(Integer.parseInt(n), LEASE_MILLIS);
            }
        }
        due.forEach(n -> tryAgain(Integer.parseInt(n)));
    }

    private void tryAgain(int n) {
        if (isTaken(n)) {
            ask("ZREM", DUE, "" + n);
        } else {
            park(n, RETRY_MILLIS);
        }
    }

    private boolean isTaken(int n) {
        if (isOver()) {
            throw new Crash();
        }
        var request =
                HttpRequest.newBuilder(sink)
                        .timeout(TIMEOUT)
                        .header("webhook-id", "e-" + n)
                        .header("tidegate-attempt", "1")
                        .POST(BodyPublishers.ofByteArray(new LedgerEvent(n).body()))
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException lost) {
            return false;
        } catch (InterruptedException e) {
            throw new Crash();
        }
    }

    private synchronized boolean isOver() {
        return isCrashed;
    }
}
