package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.event.StoredEvent;
import java.util.Optional;

/** One jq program over an event, for those who ask something else than where it goes. */
public final class EventQuery {

    private static final int MAX_PROGRAM_CHARS = 8_192;

    private final Jq program;
    private final Route.Filter filter;

    private EventQuery(Jq program) {
        this.program = program;
        this.filter = Route.Filter.of(program);
    }

    /**
     * Compiles a program.
     *
     * @throws IllegalArgumentException if it cannot be read or is not allowed, saying what to do
     */
    public static EventQuery compile(String program) {
        if (program.length() > MAX_PROGRAM_CHARS) {
            throw new IllegalArgumentException("longer than " + MAX_PROGRAM_CHARS + " characters");
        }
        return new EventQuery(Jq.compile(program));
    }

    /** Whether any value of the program is true; not if it cannot be run on the event. */
    public boolean holds(StoredEvent event) {
        try {
            return filter.holds(EventView.of(event, BodyView::read));
        } catch (JqFailure failure) {
            return false;
        }
    }

    /**
     * The program's one value as text: that of a text or a number, or the JSON of anything else.
     * Empty if there is none, if it is null, or if the program cannot be run on the event.
     */
    public Optional<String> text(StoredEvent event) {
        try {
            return program.run(EventView.of(event, BodyView::read), 1).stream()
                    .filter(value -> !value.isNull())
                    .map(EventQuery::text)
                    .findFirst();
        } catch (JqFailure failure) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
