package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ConfigFile;
import io.tidegate.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scaler of dispatch pods looks at the streams that there are. */
class KedaStreamsTest {

    private final GatewayConfig config =
            ConfigFile.read(Path.of("k8s/overlays/production/tidegate.yaml"), Map.of()).draft();

    @Test
    void everyShardIsAskedForTheLagOfTheGroupThatReadsIt() throws IOException {
        // Given
        var keys = new Keys(config.store().prefix(), config.store().shards());
        // Then
        assertThat(valuesOf("stream")).containsExactlyElementsOf(keys.allEvents());
        assertThat(valuesOf("consumerGroup"))
                .hasSize(config.store().shards())
                .containsOnly(Keys.GROUP);
    }

    @Test
    void theServerIsTheGateways() throws IOException {
        assertThat(valuesOf("address"))
                .hasSize(config.store().shards())
                .allMatch(it -> config.redis().uri().equals("redis://" + it));
    }

    private static List<String> valuesOf(String key) throws IOException {
        String scaler = Files.readString(Path.of("k8s/components/keda/dispatch.yaml"));
        return Pattern.compile("\\b" + key + ": (\\S+)")
                .matcher(scaler)
                .results()
                .map(it -> it.group(1))
                .toList();
    }
}
