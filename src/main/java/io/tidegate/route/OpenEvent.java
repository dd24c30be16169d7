package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.event.StoredEvent;

/**
 * An event as several texts see it, its body parsed once when the first of them looks into it. To
 * be used by one thread.
 */
public final class OpenEvent {

    private final JsonNode view;

    private OpenEvent(JsonNode view) {
        this.view = view;
    }

    /** Opens an event; parses nothing yet. */
    public static OpenEvent of(StoredEvent stored) {
        return new OpenEvent(EventView.of(stored, BodyView::read));
    }

    JsonNode view() {
        return view;
    }
}
