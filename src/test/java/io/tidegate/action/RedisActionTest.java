package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.RedisActionConfig;
import io.tidegate.config.RedisConfig;
import io.tidegate.event.Outcome;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisActionTest extends ActionContract {

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    @Override
    DestinationConfig working() {
        return stream("", LONG);
    }

    private static DestinationConfig stream(String uri, Duration timeout) {
        return Parcels.redis(new RedisActionConfig(uri, "out", "", ""), timeout);
    }

    @Override
    RedisConfig ownRedis() {
        return REDIS.config();
    }

    @Override
    List<String> taken() {
        var words = List.of(REDIS.command("XRANGE", "out", "-", "+").split("\n", -1));
        var bodies = new ArrayList<String>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("body")) {
                bodies.add(words.get(i + 1));
            }
        }
        return bodies;
    }

    @Override
    Optional<DestinationConfig> silent() {
        // Its connection is refused nothing and answered nothing, as by a paused process.
        REDIS.pause();
        return Optional.of(stream("", SHORT));
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.of(stream("redis://127.0.0.1:" + closedPort(), LONG));
    }

    @Test
    void entryHoldsTheEvent() {
        // When
        attempt(stream(REDIS.uri(), LONG), Parcels.delivery("hello"));

        // Then
        assertThat(REDIS.command("XRANGE", "out", "-", "+").split("\n", -1))
                .containsSubsequence(
                        "id",
                        "7-1763900000000-3",
                        "source",
                        "shop",
                        "provider",
                        "github",
                        "type",
                        "push",
                        "receivedAt",
                        "2026-11-23T11:59:58Z",
                        "body",
                        "hello");
    }

    @Test
    void channelGetsTheBody() {
        // Given
        var heard = new CopyOnWriteArrayList<String>();
        var subscriber = Redis.createClient(vertx, REDIS.uri());
        var connection = Futures.await(subscriber.connect());
        connection.handler(
                push -> {
                    if (push.get(0).toString().equals("message")) {
                        heard.add(push.get(2).toString());
                    }
                });
        Futures.await(connection.send(Request.cmd(Command.SUBSCRIBE).arg("news")));

        // When
        var outcome =
                attempt(
                        Parcels.redis(new RedisActionConfig("", "", "news", ""), LONG),
                        Parcels.delivery("hello"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly("hello"));
        subscriber.close();
    }

    @Test
    void listGetsTheBodyAtItsEnd() {
        // Given
        var list = Parcels.redis(new RedisActionConfig("", "", "", "jobs"), LONG);

        // When
        attempt(list, Parcels.delivery("first"));
        attempt(list, Parcels.delivery("second"));

        // Then
        assertThat(REDIS.command("LRANGE", "jobs", "0", "-1")).isEqualTo("first\nsecond");
    }

    @Test
    void refusedCommandIsRetriedAndTheReasonNamesTheError() {
        // Given
        REDIS.command("SET", "out", "not a stream");

        // When
        var outcome = attempt(working(), Parcels.delivery("hello"));

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("redis says WRONGTYPE"));
    }

    @Test
    void serverThatComesBackIsFoundAgain() {
        // Given
        var action = action(working());
        attempt(action, Parcels.delivery("before"));
        REDIS.kill();
        var meanwhile = attempt(action, Parcels.delivery("meanwhile"));

        // When
        REDIS.start();

        // Then
        assertThat(meanwhile).isInstanceOf(Outcome.Retry.class);
        Awaitility.await()
                .until(
                        () ->
                                attempt(action, Parcels.delivery("after"))
                                        .equals(Outcome.delivered()));
        assertThat(taken()).containsExactly("after");
    }

    @Test
    void connectionThatTheServerClosedIsReplaced() {
        // Given
        var action = action(working());
        attempt(action, Parcels.delivery("before"));

        // When
        REDIS.command("CLIENT", "KILL", "TYPE", "normal");

        // Then
        Awaitility.await()
                .until(
                        () ->
                                attempt(action, Parcels.delivery("after"))
                                        .equals(Outcome.delivered()));
        assertThat(taken()).containsExactly("before", "after");
    }
}
