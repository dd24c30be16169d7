package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.RedisActionConfig;
import io.tidegate.config.RedisConfig;
import io.tidegate.event.Outcome;
import io.tidegate.testing.RedisCluster;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A destination in the gateway's own Redis, which is a cluster. */
class ClusterActionTest extends ActionContract {

    @RegisterExtension static final RedisCluster CLUSTER = new RedisCluster(0);

    private static final String LIST = "out";

    @Override
    DestinationConfig working() {
        return Parcels.redis(new RedisActionConfig("", "", "", LIST), LONG);
    }

    @Override
    RedisConfig ownRedis() {
        return CLUSTER.config(Duration.ofSeconds(2));
    }

    @Override
    List<String> taken() {
        return List.of(CLUSTER.owner(LIST).command("LRANGE", LIST, "0", "-1").split("\n", -1));
    }

    @Override
    Optional<DestinationConfig> silent() {
        return Optional.empty();
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.empty();
    }

    @Test
    void itFollowsItsKeyToAnotherNode() {
        // Given
        RedisServer owner = CLUSTER.owner(LIST);
        RedisServer other =
                CLUSTER.nodes().stream().filter(it -> it != owner).findFirst().orElseThrow();
        var action = action(working());
        attempt(action, Parcels.delivery("before"));
        // When
        CLUSTER.beginMove(LIST, other);
        CLUSTER.moveKeys(LIST, other);
        var meanwhile = attempt(action, Parcels.delivery("meanwhile"));
        CLUSTER.endMove(LIST, other);
        var after = attempt(action, Parcels.delivery("after"));
        // Then
        assertThat(List.of(meanwhile, after)).containsOnly(Outcome.delivered());
        assertThat(taken()).containsExactly("before", "meanwhile", "after");
    }
}
