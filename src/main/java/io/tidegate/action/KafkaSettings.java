package io.tidegate.action;

import io.tidegate.config.KafkaConfig;
import io.tidegate.config.KafkaConfig.Mechanism;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** What a producer is told, by Kafka's names. */
final class KafkaSettings {

    private static final long LEAST_BUFFER_BYTES = 32 << 20;

    private KafkaSettings() {}

    /**
     * The settings of a producer whose attempts may take {@code timeout}: half of it to find the
     * leader of a topic, which is known after the first record, and half to write.
     */
    static Map<String, Object> of(KafkaConfig kafka, Duration timeout) {
        var settings = new HashMap<String, Object>();
        kafka.properties().forEach((name, value) -> settings.put(name, value.value()));
        long half = Math.max(2, timeout.toMillis() / 2);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) half);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) (half - half / 3));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, word(kafka.compression()));
        int maxMessage = Math.toIntExact(kafka.maxMessage().bytes());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxMessage);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_BUFFER_BYTES, maxMessage));
        settings.putIfAbsent("enable.metrics.push", false);
        settings.putIfAbsent("security.protocol", protocol(kafka));
        if (!kafka.user().isEmpty()) {
            settings.put(SaslConfigs.SASL_MECHANISM, mechanism(kafka.mechanism()));
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login(kafka));
        }
        return settings;
    }

    private static String protocol(KafkaConfig kafka) {
        String layer = kafka.tls() ? "SSL" : "PLAINTEXT";
        return kafka.user().isEmpty() ? layer : "SASL_" + layer;
    }

    private static String mechanism(Mechanism mechanism) {
        return mechanism.name().replace('_', '-');
    }

    private static String login(KafkaConfig kafka) {
        var module =
                kafka.mechanism() == Mechanism.PLAIN
                        ? PlainLoginModule.class
                        : ScramLoginModule.class;
        return "%s required username=%s password=%s;"
                .formatted(
                        module.getName(), quoted(kafka.user()), quoted(kafka.password().value()));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
