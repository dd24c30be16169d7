package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static io.tidegate.testing.Futures.awaitOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import io.tidegate.store.Due;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Events;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Appends, claims and questions to a server that answers them as no server should. */
class OddReplyTest {

    private static final Keys KEYS = new Keys("test", 8);
    private static final DedupRules RULES =
            DedupRules.everywhere(DedupRule.byKey(Duration.ofHours(1)));

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {":5\r\n", "$-1\r\n", "*1\r\n$3\r\n1-1\r\n", "+OK\r\n", "$2\r\n1-\r\n"})
    void appendWithoutAnEntryIdIsUnknownAndCostsTheConnection(String reply) {
        // Given
        var server = new OddServer(vertx, "XADD", reply);
        var link = connect(server);
        // When, Then
        assertThatThrownBy(() -> awaitOn(loop, () -> commit(link).append(Events.event("a"))))
                .satisfies(OddReplyTest::isUnknown);
        Awaitility.await().until(() -> server.connections() == 2);
    }

    /** Taken for a first claim, it would have a duplicate delivered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ":0\r\n",
                "$-1\r\n",
                "*0\r\n",
                "*2\r\n:0\r\n:0\r\n",
                "*1\r\n:0\r\n",
                "*2\r\n:0\r\n$1\r\na\r\n",
                "*2\r\n:-1\r\n:0\r\n",
                "*2\r\n$0\r\n\r\n:0\r\n",
                "*2\r\n:4\r\n$1\r\na\r\n",
                "+OK\r\n"
            })
    void claimWithoutItsNumberIsUnknownAndCostsTheConnection(String reply) {
        // Given
        var server = new OddServer(vertx, "EVALSHA", reply);
        var link = connect(server);
        // When, Then
        assertThatThrownBy(() -> awaitOn(loop, () -> claim(link)))
                .satisfies(OddReplyTest::isUnknown);
        Awaitility.await().until(() -> server.connections() == 2);
    }

    /** Were the connection kept, they would be the answer to the next question. */
    @ParameterizedTest
    @ValueSource(strings = {":0\r\n", "$-1\r\n", "*0\r\n", "*1\r\n:-1\r\n", "+OK\r\n"})
    void dueDeliveriesThatCannotBeReadCostTheConnection(String reply) {
        // Given
        var server = new OddServer(vertx, "EVALSHA", reply);
        var link = connect(server);
        // When, Then
        assertThatThrownBy(() -> awaitOn(loop, () -> due(link))).isNotNull();
        Awaitility.await().until(() -> server.connections() == 2);
    }

    private static void isUnknown(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isTrue());
    }

    private Link connect(OddServer server) {
        var link = awaitOn(loop, server::link);
        Awaitility.await().until(() -> awaitOn(loop, () -> Future.succeededFuture(link.isUp())));
        return link;
    }

    private GroupCommit commit(Link link) {
        var config = RedisStoreFixture.usual();
        var confirming =
                new Confirming(config, new ServerCheck(config, false), Duration.ofSeconds(2));
        return new GroupCommit(vertx, link, KEYS, new Sharding(8, Set.of()), confirming);
    }

    private Future<Due> due(Link link) {
        var parking = new Parking(link, KEYS, new Wakes(vertx, link, KEYS));
        return parking.claimDue("ci", 1, Duration.ofSeconds(1));
    }

    private static Future<List<Claim>> claim(Link link) {
        var event = new StoredEvent(new EventId(0, 1, 0), Events.event("a"));
        return new Claims(link, KEYS, RedisStoreFixture.usual())
                .claim(List.of(event), RULES, id -> true);
    }
}
