package io.tidegate.admin;

import io.tidegate.config.DestinationConfig;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the REST API that shows the destinations, never a secret or an address, and that
 * pauses and resumes them. A destination that was taken out of the configuration is shown as long
 * as the store holds something for it.
 */
final class DestinationApi {

    private static final Logger LOGGER = LoggerFactory.getLogger(DestinationApi.class);
    private static final Set<String> PAUSE_KEYS = Set.of("reason");
    private static final int MOST_REASON_CHARS = 200;

    private final EventStore store;
    private final Map<String, DestinationConfig> configured;
    private final StoreWatch watch;

    DestinationApi(EventStore store, Map<String, DestinationConfig> configured, StoreWatch watch) {
        this.store = store;
        this.configured = configured;
        this.watch = watch;
    }

    void mount(Router router) {
        router.get("/api/v1/destinations").handler(this::list);
        router.post("/api/v1/destinations/:name/pause").handler(this::pause);
        router.post("/api/v1/destinations/:name/resume").handler(this::resume);
    }

    private void list(RoutingContext context) {
        var names = new ArrayList<>(configured.keySet());
        names.addAll(watch.removed());
        JsonAnswers.sendList(context, "destinations", names, this::line);
    }

    private JsonObject line(String name) {
        DestinationConfig config = configured.get(name);
        var json =
                new JsonObject()
                        .put("name", name)
                        .put("kind", config == null ? "removed" : config.kind())
                        .put("parked", watch.parked(name))
                        .put("dead", watch.dead(name));
        watch.pause(name)
                .ifPresent(
                        pause ->
                                json.put("pausedSince", pause.since().toString())
                                        .put("pausedBecause", pause.reason()));
        return json;
    }

    private void pause(RoutingContext context) {
        var input = JsonInput.of(context.body().buffer(), PAUSE_KEYS);
        String reason = input.text("reason", "by hand");
        if (reason.length() > MOST_REASON_CHARS) {
            throw new JsonInput.Malformed("reason must not be longer than 200 characters");
        }
        change(context, name -> store.pause(name, reason), true);
    }

    private void resume(RoutingContext context) {
        change(context, store::resume, false);
    }

    /** A name that nobody knows never becomes part of the store. */
    private void change(
            RoutingContext context, Function<String, Future<?>> change, boolean isPaused) {
        String name = context.pathParam("name");
        if (watch.isKnown(name)) {
            StoreAnswers.answer(context, change.apply(name), done -> answer(context, isPaused));
        } else {
            AdminProblem.NOT_FOUND.answer(context);
        }
    }

    private void answer(RoutingContext context, boolean isPaused) {
        String name = context.pathParam("name");
        watch.refresh();
        LOGGER.atInfo()
                .addKeyValue("destination", name)
                .addKeyValue("paused", isPaused)
                .log("destination paused or resumed");
        JsonAnswers.send(
                context, new JsonObject().put("destination", name).put("paused", isPaused));
    }
}
