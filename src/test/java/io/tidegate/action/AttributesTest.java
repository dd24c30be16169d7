package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import io.tidegate.event.TraceParent;
import io.tidegate.testing.Events;
import org.junit.jupiter.api.Test;

/** Messages tell their place in a trace, as requests do. */
class AttributesTest {

    private static final String PLACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void placeInATraceIsToldIfThereIsOne() {
        assertThat(Attributes.of(with("Traceparent", PLACE)))
                .containsEntry(TraceParent.HEADER, PLACE);
        assertThat(Attributes.of(with("traceparent", "nonsense")))
                .doesNotContainKey(TraceParent.HEADER);
        assertThat(Attributes.of(with())).doesNotContainKey(TraceParent.HEADER);
    }

    private static Delivery with(String... headers) {
        var event = Events.event("k1").withHeaders(Headers.of(headers));
        return Events.delivery(new StoredEvent(new EventId(1, 2, 3), event), "ci").next();
    }
}
