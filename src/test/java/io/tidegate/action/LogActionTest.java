package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.config.DestinationConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogActionTest extends ActionContract {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LogAction.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Override
    DestinationConfig working() {
        return Parcels.log(true);
    }

    @Override
    List<String> taken() {
        return lines.list.stream()
                .map(line -> pairs(line).get("body"))
                .map(String.class::cast)
                .toList();
    }

    @Override
    Optional<DestinationConfig> silent() {
        return Optional.empty();
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.empty();
    }

    private static java.util.Map<String, Object> pairs(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    @Test
    void lineTellsTheEventAndNotItsBody() {
        // When
        attempt(Parcels.log(false), Parcels.delivery("a secret"));

        // Then
        assertThat(pairs(lines.list.get(0)))
                .containsEntry("source", "shop")
                .containsEntry("type", "push")
                .containsEntry("bytes", 8)
                .containsEntry("destination", "d")
                .doesNotContainKey("body");
        assertThat(lines.list.get(0).getFormattedMessage()).isEqualTo("event");
        assertThat(pairs(lines.list.get(0)).get("eventId")).hasToString("7-1763900000000-3");
    }
}
