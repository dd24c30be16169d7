package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.outbound.ForbiddenAddress;
import io.tidegate.outbound.Lookup;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final Context loop = VERTX.getOrCreateContext();
    private final SetClock clock = new SetClock();
    private final Deque<Future<InetAddress>> answers = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Whereabouts whereabouts =
            new Whereabouts(this::answer, Duration.ofMillis(20), clock);

    @AfterAll
    static void close() {
        Futures.await(VERTX.close());
    }

    private Future<InetAddress> answer(String host) {
        asked.incrementAndGet();
        return answers.remove();
    }

    private void answers(String address) {
        try {
            answers.add(Future.succeededFuture(InetAddress.getByName(address)));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private void fails(Throwable failure) {
        answers.add(Future.failedFuture(failure));
    }

    private String found() {
        var address = Futures.on(loop, () -> whereabouts.of("server"));
        Awaitility.await().until(address::isComplete);
        return address.succeeded()
                ? address.result().getHostAddress()
                : address.cause().getClass().getSimpleName();
    }

    @Test
    void addressIsLookedUpAnewAfterASecond() {
        // Given
        answers("10.0.0.1");
        answers("10.0.0.2");

        // Then
        assertThat(found()).isEqualTo("10.0.0.1");
        assertThat(found()).isEqualTo("10.0.0.1");
        assertThat(asked).hasValue(1);
        clock.pass(Whereabouts.FRESH);
        assertThat(found()).isEqualTo("10.0.0.2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void serverIsWhereItWasWhileNobodyCanTell() {
        // Given
        answers("10.0.0.1");
        found();
        fails(new UnknownHostException());
        answers.add(Promise.<InetAddress>promise().future());

        // Then
        clock.pass(Whereabouts.FRESH);
        assertThat(found()).isEqualTo("10.0.0.1");
        assertThat(found()).isEqualTo("10.0.0.1");
        assertThat(asked).hasValue(3);
    }

    @Test
    void addressThatIsOldIsNotBelieved() {
        // Given
        answers("10.0.0.1");
        found();
        fails(new UnknownHostException());

        // Then
        clock.pass(Whereabouts.KEPT);
        assertThat(found()).isEqualTo("UnknownHostException");
    }

    @Test
    void nameThatNowLeadsToAForbiddenAddressLeadsNowhere() {
        // Given
        answers("10.0.0.1");
        found();
        answers.add(
                Futures.on(
                        loop,
                        () ->
                                new Lookup(VERTX, ForbiddenAddress::isAllowed)
                                        .address("169.254.169.254")));
        Awaitility.await().until(() -> answers.element().isComplete());

        // Then
        clock.pass(Whereabouts.FRESH);
        assertThat(found()).isEqualTo("AddressRefused");
    }
}
