package io.tidegate.action;

import io.tidegate.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What Kafka's producer will say of the {@code properties} of a destination, before it is made. */
public final class KafkaCheck {

    private KafkaCheck() {}

    /**
     * What is wrong with them; empty if nothing is. Opens nothing: files that they name may be
     * missing all the same. Names settings, and no values, which may be secrets.
     *
     * @param timeout how long an attempt of the destination may take
     */
    public static List<String> problems(KafkaConfig kafka, Duration timeout) {
        var properties = new TreeMap<String, String>();
        kafka.properties().forEach((name, value) -> properties.put(name, value.value()));
        var unknown =
                properties.keySet().stream()
                        .filter(it -> !ProducerConfig.configNames().contains(it))
                        .map(it -> "holds '" + it + "', which the producer does not know")
                        .toList();
        if (!unknown.isEmpty()) {
            return unknown;
        }
        var wrong = wrongValues(properties);
        return wrong.isEmpty() ? contradiction(kafka, timeout).stream().toList() : wrong;
    }

    private static List<String> wrongValues(Map<String, String> properties) {
        return ProducerConfig.configDef().validate(properties).stream()
                .filter(it -> properties.containsKey(it.name()) && !it.errorMessages().isEmpty())
                .map(ConfigValue::name)
                .map(it -> "holds a value of '" + it + "' that the producer does not take")
                .toList();
    }

    /** What only shows when all settings are seen together, each of them being right. */
    private static Optional<String> contradiction(KafkaConfig kafka, Duration timeout) {
        var settings = new HashMap<>(KafkaSettings.of(kafka, timeout));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        try {
            new ProducerConfig(settings);
            return Optional.empty();
        } catch (ConfigException refused) {
            return Optional.of("is refused by the producer: " + refused.getMessage());
        }
    }
}
