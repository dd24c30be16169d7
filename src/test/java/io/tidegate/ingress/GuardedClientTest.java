package io.tidegate.ingress;

import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.event.Headers;
import io.tidegate.event.KeyRequest;
import io.tidegate.metrics.FetchMeters.Outcome;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.testing.Futures;
import io.tidegate.testing.TlsServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetching is limited in every direction, whatever strangers make us fetch. */
class GuardedClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int FULL = GuardedClient.MOST_AT_ONCE + GuardedClient.MOST_WAITING;

    private final Context loop = VERTX.getOrCreateContext();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TlsServer server;

    @BeforeEach
    void listen() {
        server = new TlsServer(VERTX);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private GuardedClient client(Duration limit) {
        var outbound = Reach.within(limit);
        var meters = new GatewayMetrics(registry).keyFetches();
        return Futures.awaitOn(
                loop, () -> Future.succeededFuture(new GuardedClient(VERTX, outbound, meters)));
    }

    private Future<byte[]> fetch(GuardedClient client, KeyRequest request) {
        return Futures.on(loop, () -> client.fetch(Target.of(request).orElseThrow()));
    }

    private List<Future<byte[]>> fetchMany(GuardedClient client, int count) {
        var request = new KeyRequest(server.url("/held"), Headers.none(), "");
        // In one turn of the loop, so that their times end together.
        return Futures.awaitOn(
                loop,
                () -> {
                    var fetches = new ArrayList<Future<byte[]>>();
                    for (int i = 0; i < count; i++) {
                        fetches.add(client.fetch(Target.of(request).orElseThrow()));
                    }
                    return Future.<List<Future<byte[]>>>succeededFuture(fetches);
                });
    }

    private static boolean endedAs(Outcome outcome, Future<byte[]> fetch) {
        return fetch.cause() instanceof FetchFailure failure && failure.outcome() == outcome;
    }

    @Test
    void headerFieldsAndBodyAreSentAlong() {
        // Given
        server.serve("/ask", "answer");
        var client = client(Reach.LIMIT);
        var request =
                new KeyRequest(server.url("/ask?a=b"), Headers.of("X-Token", "t"), "{\"id\":1}");
        // When
        byte[] answer = Futures.await(fetch(client, request));
        // Then
        assertThat(answer).asString().isEqualTo("answer");
        assertThat(server.asked())
                .containsExactly(new TlsServer.Asked("POST", "/ask", "t", "{\"id\":1}"));
    }

    @Test
    void headerFieldThatHttpDoesNotAllowIsAFailure() {
        var client = client(Reach.LIMIT);
        var request = new KeyRequest(server.url("/ask"), Headers.of("X-Token", "a\r\nb"), "");
        var fetch = fetch(client, request);
        soon().until(fetch::isComplete);
        assertThat(endedAs(Outcome.FAILED, fetch)).isTrue();
        assertThat(fetch.cause()).hasMessage("the request cannot be written");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void onlySoManyFetchesAreUnderWayAndWait() {
        // Given
        server.hold("/held");
        var client = client(Reach.LIMIT);
        var fetches = fetchMany(client, FULL);
        soon().until(() -> server.asked().size() == GuardedClient.MOST_AT_ONCE);
        // When
        var late = fetchMany(client, 1).get(0);
        soon().until(late::isComplete);
        // Then
        assertThat(endedAs(Outcome.CROWDED, late)).isTrue();
        assertThat(fetches).noneMatch(Future::isComplete);
        assertThat(server.asked()).hasSize(GuardedClient.MOST_AT_ONCE);
        server.release("/held", "x");
        soon().until(() -> fetches.stream().allMatch(Future::succeeded));
        assertThat(server.asked()).hasSize(FULL);
    }

    @Test
    void timeRunsWhileAFetchWaitsForItsTurn() {
        // Given
        server.hold("/held");
        var client = client(Duration.ofMillis(300));
        // When
        var fetches = fetchMany(client, FULL);
        // Then
        soon().until(() -> fetches.stream().allMatch(it -> endedAs(Outcome.TIMEOUT, it)));
        assertThat(server.asked()).hasSizeLessThanOrEqualTo(GuardedClient.MOST_AT_ONCE);
    }

    @Test
    void fetchesThatTimedOutMakeRoom() {
        server.hold("/held");
        var client = client(Duration.ofMillis(50));
        for (int round = 0; round < 5; round++) {
            var fetches = fetchMany(client, GuardedClient.MOST_WAITING);
            soon().until(() -> fetches.stream().allMatch(Future::isComplete));
            assertThat(fetches).allMatch(it -> endedAs(Outcome.TIMEOUT, it));
        }
    }

    @Test
    void closedClientFailsWhatIsUnderWay() {
        server.hold("/held");
        var client = client(Reach.LIMIT);
        var fetch = fetchMany(client, 1).get(0);
        soon().until(() -> server.asked().size() == 1);
        Futures.awaitOn(loop, client::close);
        soon().until(fetch::failed);
    }
}
