package io.tidegate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.lab.NaiveGateway.Flaw;
import io.tidegate.lab.Sink.Script;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The laboratory finds what is wrong with gateways that are wrong, and nothing with one that is
 * not.
 */
class BrokenGatewayTest {

    private static final String SECRET = "broken-gateway-secret-0123456789";
    private static final int RATE = 100;
    private static final Limits LIMITS = Limits.usual("ci").answeringWithin(Duration.ofSeconds(10));

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    private final Vertx vertx = Vertx.vertx();
    private final History history = new History();
    private final Random random = new Random(1);
    private final Sink sink = new Sink(vertx, "ci", history, random);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void theCheckerFindsTheFlaw(Flaw flaw) throws IOException {
        // Given
        sink.start().toCompletionStage().toCompletableFuture().join();
        var to = URI.create("http://127.0.0.1:" + sink.port() + "/");
        try (var gateway = new NaiveGateway(REDIS, SECRET, to, flaw)) {
            var sender = sender(gateway);
            sender.start();

            // When
            strike(gateway, false);
            strike(gateway, true);
            awaitArrivals(RATE / 4);
            sender.stop();
            Awaitility.await().until(() -> sender.underWay() == 0);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isQuiet);
        }

        // Then
        var broken =
                Checker.check(history, Remains.NOTHING, LIMITS).stream()
                        .filter(Verdict::isBroken)
                        .toList();
        assertThat(history.acknowledged().cardinality()).isGreaterThan(RATE);
        if (flaw == Flaw.NONE) {
            assertThat(broken).isEmpty();
        } else {
            assertThat(broken).extracting(Verdict::invariant).containsExactly(Invariant.I1);
        }
    }

    private Sender sender(NaiveGateway gateway) {
        var only = List.of(gateway.uri());
        return new Sender(vertx, () -> only, SECRET, RATE, history, random);
    }

    /**
     * Deliveries are parked, then slow; the worker ends, the group too, and another worker begins.
     *
     * @param isAgain whether it ends while it tries something again
     */
    private void strike(NaiveGateway gateway, boolean isAgain) {
        awaitArrivals(RATE / 4);
        long from = System.nanoTime();
        sink.play(Script.DOWN);
        awaitArrivals(RATE / 4);
        sink.play(Script.HUNG);
        awaitArrivals(1);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isLastAgain() == isAgain);
        gateway.crash();
        awaitSends(RATE / 2);
        REDIS.command("XGROUP", "DESTROY", NaiveGateway.STREAM, "work");
        sink.play(Script.UP);
        gateway.restart();
        history.add(new Fault(Fault.Kind.GATEWAY, from, System.nanoTime()));
    }

    private boolean isLastAgain() {
        var arrivals = history.arrivals();
        int last = arrivals.get(arrivals.size() - 1).n();
        return arrivals.stream().filter(it -> it.n() == last).count() > 1;
    }

    private void awaitArrivals(int more) {
        int enough = history.arrivals().size() + more;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> history.arrivals().size() >= enough);
    }

    private void awaitSends(int more) {
        int enough = history.sends().size() + more;
        Awaitility.await().until(() -> history.sends().size() >= enough);
    }

    /** All has arrived, or nothing has for longer than anything may take. */
    private boolean isQuiet() {
        boolean isComplete = new Losses(history, Remains.NOTHING, LIMITS).missing("ci").isEmpty();
        var arrivals = history.arrivals();
        long last = arrivals.get(arrivals.size() - 1).at();
        return isComplete || System.nanoTime() - last > Duration.ofSeconds(5).toNanos();
    }
}
