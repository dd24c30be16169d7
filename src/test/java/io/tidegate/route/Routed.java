package io.tidegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.config.RouteConfig;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events and routers for tests that say only what they are about. */
final class Routed {

    private Routed() {}

    /** An event of the source {@code shop} with this JSON body. */
    static StoredEvent event(String body) {
        return event("shop", "push", "application/json", body.getBytes(UTF_8));
    }

    static StoredEvent event(String source, String type, String contentType, byte[] body) {
        return new StoredEvent(
                new EventId(7, 1_763_900_000_000L, 3),
                new Event(
                        source,
                        "github",
                        type,
                        "key",
                        Instant.parse("2026-11-23T00:00:00Z"),
                        Headers.of("Content-Type", contentType, "X-Event", type),
                        body));
    }

    /** A router with one route {@code r} from everywhere to {@code d}. */
    static Router router(String when, String transform) {
        return router(new RouteConfig(List.of("*"), when, transform, List.of("d")));
    }

    /** A router with one route {@code r}. */
    static Router router(RouteConfig route) {
        return Router.compile(Map.of("r", route), Map.of());
    }

    /** What a program makes of a JSON body: its values, or why it failed. */
    static String run(String program, String body) {
        try {
            var view = EventView.of(event(body), BodyView::read);
            return Jq.compile(program).run(view, 10_000).toString();
        } catch (JqFailure failure) {
            return failure.reason();
        }
    }
}
