package io.tidegate.admin;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The part of the REST API that looks into the store. */
final class EventApi {

    private final EventStore store;
    private final Explanations explanations;

    EventApi(EventStore store, Explanations explanations) {
        this.store = store;
        this.explanations = explanations;
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
        Future<List<StoredEvent>> newest = store.list(limit.getAsInt());
        boolean isForUnmatched = Query.text(context, "unmatched", "false").equals("true");
        StoreAnswers.answer(
                context,
                isForUnmatched ? newest.compose(explanations::unmatched) : newest,
                list ->
                        JsonAnswers.<StoredEvent>sendList(
                                context, "events", list, EventJson::line));
    }

    /** A part of an event leads to the whole: that is what is stored. */
    private void event(RoutingContext context) {
        Future<Optional<StoredEvent>> found =
                EventId.parse(context.pathParam("id"))
                        .map(EventId::whole)
                        .map(store::find)
                        .orElse(Future.succeededFuture(Optional.empty()));
        StoreAnswers.answer(
                context,
                found.compose(this::explain),
                shown ->
                        shown.ifPresentOrElse(
                                it -> JsonAnswers.send(context, it),
                                () -> AdminProblem.NOT_FOUND.answer(context)));
    }

    private Future<Optional<JsonObject>> explain(Optional<StoredEvent> stored) {
        return stored.map(it -> explanations.explain(it).map(Optional::of))
                .orElse(Future.succeededFuture(Optional.empty()));
    }
}
