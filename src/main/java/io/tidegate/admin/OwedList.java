package io.tidegate.admin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers with a list of what the store holds for the destination that the caller names.
 *
 * @param isDestination whether there is a destination of this name, or was one
 */
record OwedList(Predicate<String> isDestination) {

    /**
     * Sends the list.
     *
     * @param name what the list is called
     * @param items finds the items, by destination and how many are asked for
     * @param line shows one of them
     */
    <T> void send(
            RoutingContext context,
            String name,
            BiFunction<String, Integer, Future<List<T>>> items,
            Function<T, JsonObject> line) {
        OptionalInt limit = Query.limit(context);
        String destination = Query.text(context, "destination", "");
        if (!isDestination.test(destination)) {
            AdminProblem.DESTINATION.answer(context);
        } else if (limit.isEmpty()) {
            AdminProblem.LIMIT.answer(context);
        } else {
            StoreAnswers.answer(
                    context,
                    items.apply(destination, limit.getAsInt()),
                    list -> JsonAnswers.sendList(context, name, list, line));
        }
    }
}
