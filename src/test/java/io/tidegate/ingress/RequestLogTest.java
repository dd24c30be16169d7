package io.tidegate.ingress;

import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.event.Headers;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What reaches the log, how often, and what never does. */
class RequestLogTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String CANARY = "canary-7f3a";

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.tidegate.ingress");
    private final AtomicLong now = new AtomicLong();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private List<ILoggingEvent> at(Level level) {
        return List.copyOf(lines.list).stream().filter(it -> it.getLevel() == level).toList();
    }

    private static Object value(ILoggingEvent line, String key) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .findFirst()
                .orElseThrow()
                .value;
    }

    @Test
    void floodOfRejectionsLeavesFewLinesThatSayHowManyAreMissing() {
        // Given
        var log = new RequestLog(now::get);
        // When
        for (int i = 0; i < 10_000; i++) {
            log.turnedAway("shop", "wrong_signature");
        }
        now.set(1_000_000_000);
        log.turnedAway("shop", "stale");
        // Then
        assertThat(at(Level.WARN)).hasSize(6);
        ILoggingEvent last = at(Level.WARN).get(5);
        assertThat(value(last, "suppressed")).isEqualTo(9_995L);
        assertThat(value(last, "reason")).isEqualTo("stale");
        assertThat(value(last, "source")).isEqualTo("shop");
    }

    @Test
    void acceptedEventIsADebugLineWithItsId() {
        new RequestLog(now::get).accepted("shop", "7-1-1", Headers.none());
        assertThat(value(at(Level.DEBUG).get(0), "eventId")).isEqualTo("7-1-1");
        assertThat(at(Level.WARN)).isEmpty();
    }

    @Test
    void defectIsAnErrorWithItsStack() {
        new RequestLog(now::get).failed("shop", new IllegalStateException("on purpose"));
        assertThat(at(Level.ERROR)).hasSize(1);
        assertThat(at(Level.ERROR).get(0).getThrowableProxy().getStackTraceElementProxyArray())
                .isNotEmpty();
    }

    @Test
    void nothingThatASenderSendsReachesTheLog() {
        try (Door door = new Door(VERTX, Door.CONFIG);
                RawHttp sender = door.connect();
                RawHttp other = door.connect()) {
            // When
            for (String sign : List.of("good", CANARY, "hello")) {
                String request =
                        Door.post(sign, CANARY)
                                .replace("/in/shop", "/in/shop?token=" + CANARY)
                                .replace("Host:", "X-" + CANARY + ": " + CANARY + "\r\nHost:");
                sender.send(request).read();
                sender.send(request.replace("/in/shop", "/in/" + CANARY)).read();
            }
            other.send("POST /" + CANARY + " HTTP/9." + CANARY + "\r\n\r\n").read();
            soon().until(() -> at(Level.WARN).size() >= 3);
            // Then
            assertThat(List.copyOf(lines.list))
                    .noneMatch(it -> it.getFormattedMessage().contains(CANARY))
                    .noneMatch(it -> ("" + it.getKeyValuePairs()).contains(CANARY));
        }
    }
}
