package io.tidegate.admin;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a caller asks for behind the question mark. */
final class Query {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 1_000;

    private Query() {}

    /** How many items to list; empty if the caller names no number that is allowed. */
    static OptionalInt limit(RoutingContext context) {
        String text = text(context, "limit", "" + USUAL_LIMIT);
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        return limit < 1 || limit > LARGEST_LIMIT ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /** The first value of this name. */
    static String text(RoutingContext context, String name, String otherwise) {
        List<String> values = context.queryParam(name);
        return values.isEmpty() ? otherwise : values.get(0);
    }

    /**
     * A moment.
     *
     * @throws JsonInput.Malformed if the text is none
     */
    static Instant moment(RoutingContext context, String name, Instant otherwise) {
        return JsonInput.parsed(name, text(context, name, ""), JsonInput::moment).orElse(otherwise);
    }
}
