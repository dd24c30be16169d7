package io.tidegate.admin;

import io.tidegate.event.Setback;
import io.tidegate.store.EventStore;
import io.tidegate.store.Parked;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the REST API about deliveries that wait. Those of a destination which was paused or
 * taken out of the configuration can be given up: they become dead letters, which can be looked at,
 * replayed, to another destination as well, or discarded.
 */
final class ParkedApi {

    private static final Logger LOGGER = LoggerFactory.getLogger(ParkedApi.class);
    private static final Set<String> KEYS = Set.of("destination");
    private static final Setback GIVEN_UP = Setback.of("given up by hand");
    private static final int PAGE = 100;
    private static final int MOST = 100_000;

    private final Vertx vertx;
    private final EventStore store;
    private final StoreWatch watch;

    ParkedApi(Vertx vertx, EventStore store, StoreWatch watch) {
        this.vertx = vertx;
        this.store = store;
        this.watch = watch;
    }

    void mount(Router router) {
        router.get("/api/v1/parked").handler(this::list);
        router.post("/api/v1/parked/bury").handler(this::bury);
    }

    private void list(RoutingContext context) {
        new OwedList(watch::isKnown).send(context, "parked", store::parked, EventJson::line);
    }

    private void bury(RoutingContext context) {
        String destination = JsonInput.of(context.body().buffer(), KEYS).text("destination", "");
        if (!watch.isKnown(destination)) {
            AdminProblem.DESTINATION.answer(context);
        } else if (!watch.removed().contains(destination) && watch.pause(destination).isEmpty()) {
            // What is being attempted might be delivered and be a dead letter at once.
            AdminProblem.UNDER_WAY.answer(context);
        } else {
            StoreAnswers.answer(
                    context,
                    new Burial(destination).run(),
                    count -> answer(context, destination, count));
        }
    }

    private void answer(RoutingContext context, String destination, int count) {
        watch.refresh();
        LOGGER.atInfo()
                .addKeyValue("destination", destination)
                .addKeyValue("buried", count)
                .log("parked deliveries given up");
        JsonAnswers.send(
                context, new JsonObject().put("destination", destination).put("buried", count));
    }

    /** Gives up everything that is parked for a destination, page by page. */
    private final class Burial {

        private final String destination;
        private final Promise<Integer> end = Promise.promise();
        private int buried;

        Burial(String destination) {
            this.destination = destination;
        }

        Future<Integer> run() {
            store.parked(destination, PAGE).compose(this::bury).onComplete(this::goOn, end::fail);
            return end.future();
        }

        private Future<Integer> bury(List<Parked> page) {
            return Future.all(
                            page.stream()
                                    .map(it -> store.bury(it.delivery(), setback(it)))
                                    .toList())
                    .map(page.size());
        }

        private static Setback setback(Parked parked) {
            return parked.setback().equals(Setback.NONE) ? GIVEN_UP : parked.setback();
        }

        private void goOn(int count) {
            buried += count;
            if (count > 0 && buried < MOST) {
                // Not at once: a store that answers at once would never let the event loop go.
                vertx.runOnContext(next -> run());
            } else {
                end.complete(buried);
            }
        }
    }
}
