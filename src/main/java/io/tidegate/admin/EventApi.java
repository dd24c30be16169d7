package io.tidegate.admin;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of the REST API that looks into the store. */
final class EventApi {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 1_000;

    private final EventStore store;
    private final Set<String> destinations;

    EventApi(EventStore store, Set<String> destinations) {
        this.store = store;
        this.destinations = destinations;
    }

    void mount(Router router) {
        router.get("/api/v1/events").handler(this::events);
        router.get("/api/v1/events/:id").handler(this::event);
        router.get("/api/v1/dead").handler(this::dead);
    }

    private void events(RoutingContext context) {
        OptionalInt limit = limit(context);
        if (limit.isEmpty()) {
            AdminProblem.LIMIT.answer(context);
            return;
        }
        StoreAnswers.answer(
                context,
                store.list(limit.getAsInt()),
                list ->
                        JsonAnswers.<StoredEvent>sendList(
                                context, "events", list, EventJson::line));
    }

    private void event(RoutingContext context) {
        Future<Optional<StoredEvent>> found =
                EventId.parse(context.pathParam("id"))
                        .map(store::find)
                        .orElse(Future.succeededFuture(Optional.empty()));
        StoreAnswers.answer(
                context,
                found,
                stored ->
                        stored.ifPresentOrElse(
                                it -> JsonAnswers.send(context, EventJson.whole(it)),
                                () -> AdminProblem.NOT_FOUND.answer(context)));
    }

    private void dead(RoutingContext context) {
        OptionalInt limit = limit(context);
        String destination = parameter(context, "destination", "");
        if (!destinations.contains(destination)) {
            AdminProblem.DESTINATION.answer(context);
        } else if (limit.isEmpty()) {
            AdminProblem.LIMIT.answer(context);
        } else {
            Future<List<DeadLetter>> letters = store.deadLetters(destination, limit.getAsInt());
            StoreAnswers.answer(
                    context,
                    letters,
                    list ->
                            JsonAnswers.<DeadLetter>sendList(
                                    context, "dead", list, EventJson::line));
        }
    }

    private static OptionalInt limit(RoutingContext context) {
        String text = parameter(context, "limit", "" + USUAL_LIMIT);
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        return limit < 1 || limit > LARGEST_LIMIT ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private static String parameter(RoutingContext context, String name, String otherwise) {
        List<String> values = context.queryParam(name);
        return values.isEmpty() ? otherwise : values.get(0);
    }
}
