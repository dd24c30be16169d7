package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.LogLines;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Lines of single deliveries say whose they are and in which trace, and are not too many. */
class DeliveryLogTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final AtomicLong nanos = new AtomicLong();
    private final DeliveryLog log = new DeliveryLog(nanos::get);

    @Test
    void everyLineHasItsEventAndTrace() {
        try (var lines = new LogLines(DeliveryLog.class.getName())) {
            log.dead(delivery("00-" + TRACE + "-00f067aa0ba902b7-01"), Setback.of("503"));
            assertThat(lines.pairs())
                    .containsExactly(
                            "destination=ci",
                            "source=shop",
                            "eventId=7-1-1",
                            "traceId=" + TRACE,
                            "attempt=1",
                            "error=503",
                            "suppressed=0");
        }
        try (var lines = new LogLines(DeliveryLog.class.getName())) {
            log.poison(delivery("00-" + TRACE + "-00f067aa0ba902b7-01").stored(), 10);
            assertThat(lines.pairs())
                    .containsExactly(
                            "source=shop", "eventId=7-1-1", "traceId=" + TRACE, "failures=10");
        }
    }

    @Test
    void anEventWithoutATraceHasALineWithoutOne() {
        try (var lines = new LogLines(DeliveryLog.class.getName())) {
            log.gone(delivery("none"), Setback.of("410"));
            assertThat(lines.pairs()).contains("error=410").noneMatch(it -> it.contains("trace"));
        }
    }

    @Test
    void deliveriesThatAreGivenUpMakeFewLinesASecond() {
        try (var lines = new LogLines(DeliveryLog.class.getName())) {
            for (int i = 0; i < 100; i++) {
                log.dead(delivery("none"), Setback.of("404"));
            }
            assertThat(lines.pairs()).filteredOn("error=404"::equals).hasSize(5);
            nanos.addAndGet(1_000_000_000);
            log.dead(delivery("none"), Setback.of("404"));
            assertThat(lines.pairs()).filteredOn("error=404"::equals).hasSize(6);
            assertThat(lines.pairs()).contains("suppressed=95");
        }
    }

    private static Delivery delivery(String traceparent) {
        byte[] body = {1};
        var headers = Headers.of("traceparent", traceparent);
        var event = new Event("shop", "github", "push", "key", Instant.EPOCH, headers, body);
        return new Delivery(new StoredEvent(new EventId(7, 1, 1), event), "ci", body, 1);
    }
}
