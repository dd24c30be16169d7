package io.tidegate.admin;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalInt;

/** The part of the REST API that looks into the store. */
final class EventApi {

    private final EventStore store;

    EventApi(EventStore store) {
        this.store = store;
    }

    void mount(Router router) {
        router.get("/api/v1/events").handler(this::events);
        router.get("/api/v1/events/:id").handler(this::event);
    }

    private void events(RoutingContext context) {
        OptionalInt limit = Query.limit(context);
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
}
