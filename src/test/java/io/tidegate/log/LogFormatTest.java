package io.tidegate.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.tidegate.event.EventId;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The program's own log configuration writes one line for each event, for people or programs. */
class LogFormatTest {

    private static final String NASTY = "a\"b\\c\nERROR forged\r\u001b[31m\u0000é";

    @Test
    void jsonHasTheSameKeysEverywhereAndKeepsNumbers() {
        // When
        var lines =
                lines(
                        "json",
                        log ->
                                log.atWarn()
                                        .addKeyValue("source", "shop")
                                        .addKeyValue("bytes", 7)
                                        .addKeyValue("paused", true)
                                        .addKeyValue("eventId", new EventId(7, 1, 1))
                                        .log("request not accepted"));
        // Then
        assertThat(lines).hasSize(1);
        var line = new JsonObject(lines.get(0));
        assertThat(line.fieldNames())
                .containsExactly(
                        "time", "level", "logger", "message", "source", "bytes", "paused",
                        "eventId");
        assertThat(line.getString("time")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(line.getString("level")).isEqualTo("WARN");
        assertThat(line.getString("logger")).isEqualTo("io.tidegate.Test");
        assertThat(line.getString("message")).isEqualTo("request not accepted");
        assertThat(line.getValue("bytes")).isEqualTo(7);
        assertThat(line.getValue("paused")).isEqualTo(true);
        assertThat(line.getValue("eventId")).isEqualTo("7-1-1");
    }

    @Test
    void jsonHasTheStackOfAnErrorInOneLine() {
        var lines =
                lines("json", log -> log.atError().setCause(new Failure()).log("request failed"));
        assertThat(lines).hasSize(1);
        assertThat(new JsonObject(lines.get(0)).getString("stack"))
                .contains("Failure", "at io.tidegate.log.LogFormatTest");
    }

    @Test
    void nobodyForgesALineOrAKey() {
        for (String format : List.of("json", "text")) {
            var lines =
                    lines(
                            format,
                            log ->
                                    log.atInfo()
                                            .addKeyValue("type", NASTY)
                                            .addKeyValue("level", NASTY)
                                            .log("event"));
            assertThat(lines).as(format).hasSize(1);
            assertThat(lines.get(0)).doesNotContain("\u001b", "\r", "\u0000");
        }
        var line =
                new JsonObject(
                        lines("json", log -> log.atInfo().addKeyValue("level", NASTY).log("x"))
                                .get(0));
        assertThat(line.getString("level")).isEqualTo("INFO");
        assertThat(line.getString("_level")).isEqualTo(NASTY);
    }

    @Test
    void textIsForPeople() {
        var lines = lines("text", log -> log.atInfo().addKeyValue("public", 8080).log("ready"));
        assertThat(lines).singleElement().asString().contains("INFO", "ready public=\"8080\"");
    }

    @Test
    void withoutAWordItIsForPeople() {
        assertThat(lines("", log -> log.atInfo().log("ready")))
                .singleElement()
                .asString()
                .doesNotStartWith("{");
    }

    /** What is printed while a logger of ours is used, by the packaged configuration. */
    private static List<String> lines(String format, Consumer<Logger> use) {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        if (!format.isEmpty()) {
            context.putProperty("TIDEGATE_LOG_FORMAT", format);
        }
        var printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            configure(context);
            use.accept(context.getLogger("io.tidegate.Test"));
            // The asynchronous appender, which writes what it has when it is stopped.
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void configure(LoggerContext context) {
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        var file = Objects.requireNonNull(JsonLines.class.getResource("/logback.xml"));
        try {
            configurator.doConfigure(file);
            // Otherwise it would print how it was configured, at every start.
            assertThat(context.getStatusManager().getCopyOfStatusList())
                    .allMatch(it -> it.getLevel() == Status.INFO);
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that went wrong. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
