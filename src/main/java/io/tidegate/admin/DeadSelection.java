package io.tidegate.admin;

import io.tidegate.event.EventId;
import io.tidegate.route.EventQuery;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The dead letters that a person means.
 *
 * @param range of which destination, and from when
 * @param isMeant whether one of them is meant
 * @param limit how many at most
 */
record DeadSelection(DeadRange range, Predicate<DeadLetter> isMeant, int limit) {

    /** The keys that say what is meant. */
    static final Set<String> KEYS =
            Set.of("destination", "ids", "since", "until", "filter", "limit");

    private static final int LARGEST_LIMIT = 100_000;
    private static final int MOST_IDS = 1_000;

    /**
     * Reads {@code {destination, ids, since, until, filter, limit}}.
     *
     * @throws JsonInput.Malformed if it says nothing that can be understood
     */
    static DeadSelection of(JsonInput input) {
        var range =
                new DeadRange(
                        input.text("destination", ""),
                        input.moment("since", Instant.EPOCH),
                        input.moment("until", Instant.MAX),
                        "");
        Set<EventId> ids = ids(input);
        var filter = input.parsed("filter", EventQuery::compile);
        return new DeadSelection(
                range,
                letter ->
                        (ids.isEmpty() || ids.contains(letter.delivery().id()))
                                && filter.map(it -> it.holds(letter.delivery().stored()))
                                        .orElse(true),
                input.number("limit", 1, LARGEST_LIMIT, LARGEST_LIMIT));
    }

    private static Set<EventId> ids(JsonInput input) {
        return input.texts("ids", MOST_IDS).stream()
                .map(
                        text ->
                                EventId.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        new JsonInput.Malformed(
                                                                "ids must be ids of events")))
                .collect(Collectors.toSet());
    }
}
