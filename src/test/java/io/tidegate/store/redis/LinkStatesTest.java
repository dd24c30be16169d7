package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.awaitOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.redis.Located;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.tidegate.testing.LogLines;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.TlsRedis;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator sees how each link to Redis is, and what to do about it. */
class LinkStatesTest {

    @RegisterExtension static final RedisServer REDIS = TlsRedis.server("no");

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final LogLines log = new LogLines(RedisLink.class.getName());

    @AfterEach
    void close() {
        log.close();
        Futures.await(vertx.close());
    }

    @Test
    void linkIsReadyAwayAndReadyAgain() {
        // Given
        var links = new RedisLinks(vertx, REDIS.config());
        Link link = open(links);
        awaitOnly(links, LinkState.READY);
        assertThat(links.states().reconnects(LinkPurpose.REST)).isZero();
        // When, Then
        REDIS.kill();
        awaitOnly(links, LinkState.AWAY);
        REDIS.start();
        awaitOnly(links, LinkState.READY);
        assertThat(links.states().reconnects(LinkPurpose.REST)).isEqualTo(1);
        // When, Then
        awaitOn(loop, link::close);
        assertThat(states(links)).isEmpty();
    }

    @Test
    void linkOfAWrongPasswordSaysSoOnceWithTheRemedy() {
        // Given
        long before = refusals();
        // When
        var links = opened(config(REDIS.config().uri(), new Secret("wrong")));
        // Then
        awaitOnly(links, LinkState.WRONG_PASSWORD);
        Awaitility.await().until(() -> refusals() >= before + 3);
        assertThat(log.pairs())
                .contains("link=rest", "state=wrong_password")
                .filteredOn(pair -> pair.startsWith("remedy="))
                .singleElement()
                .asString()
                .contains("redis.password");
    }

    private static long refusals() {
        var counted = REDIS.command("INFO", "errorstats").lines();
        return counted.filter(line -> line.startsWith("errorstat_WRONGPASS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*count=", "")))
                .sum();
    }

    @Test
    void linkWithoutTheNeededPasswordSaysSo() {
        awaitOnly(opened(config(REDIS.config().uri(), Secret.NONE)), LinkState.WRONG_PASSWORD);
    }

    @Test
    void linkToAReplicaWaitsForTheMaster() {
        // Given
        REDIS.command("REPLICAOF", "127.0.0.1", "1");
        // When
        var links = opened(REDIS.config());
        // Then
        awaitOnly(links, LinkState.WRONG_ROLE);
        REDIS.command("REPLICAOF", "NO", "ONE");
        awaitOnly(links, LinkState.READY);
    }

    @Test
    void linkToAServerOfAnUnknownAuthoritySaysSo() {
        awaitOnly(
                opened(
                        config(
                                "rediss://localhost:" + TlsRedis.port(REDIS),
                                REDIS.config().password())),
                LinkState.UNTRUSTED);
    }

    @Test
    void otherReasonsAreToldApartByWhatTheServerSays() {
        assertThat(LinkState.after(new IOException("LOADING Redis is loading the dataset")))
                .isEqualTo(LinkState.LOADING);
        assertThat(LinkState.after(new IOException("NOPERM this user has no permissions")))
                .isEqualTo(LinkState.NOT_PERMITTED);
        assertThat(LinkState.after(new IOException(Located.SUPERSEDED)))
                .isEqualTo(LinkState.WRONG_ROLE);
        assertThat(LinkState.after(StoreException.notDone("the events in redis are in 4 shards")))
                .isEqualTo(LinkState.REFUSED);
        assertThat(LinkState.after(new IOException("Connection refused")))
                .isEqualTo(LinkState.AWAY);
    }

    private RedisLinks opened(RedisConfig config) {
        var links = new RedisLinks(vertx, config);
        open(links);
        return links;
    }

    private Link open(RedisLinks links) {
        return awaitOn(
                loop,
                () -> {
                    Link link = links.to(LinkPurpose.REST);
                    link.open(List.of());
                    return Future.succeededFuture(link);
                });
    }

    private static void awaitOnly(RedisLinks links, LinkState state) {
        Awaitility.await().until(() -> states(links).equals(Set.of(state)));
        assertThat(links.states().count(LinkPurpose.REST, state)).isEqualTo(1);
    }

    private static Set<LinkState> states(RedisLinks links) {
        return EnumSet.allOf(LinkState.class).stream()
                .filter(state -> links.states().count(LinkPurpose.REST, state) > 0)
                .collect(Collectors.toSet());
    }

    private static RedisConfig config(String uri, Secret password) {
        return new RedisConfig(uri, password, TIMEOUT, "none");
    }
}
