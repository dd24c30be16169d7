package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which dead letters are meant: all of a destination, or some of them. */
final class DeadChoice {

    @Mixin private DeadOption letters = new DeadOption();

    @Option(names = "--id", paramLabel = "ID", description = "Only this event; may be repeated.")
    private List<String> ids = List.of();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Only those that died before.")
    private String until = "";

    @Option(
            names = "--filter",
            paramLabel = "JQ",
            defaultValue = "",
            description = "Only events for which this holds, as '.body.amount > 100'.")
    private String filter = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "",
            description = "At most so many, from 1 to 100000 (default: all).")
    private String limit = "";

    String destination() {
        return letters.destination();
    }

    /** The choice as the REST API takes it in a body. */
    JsonObject json() {
        var json = new JsonObject();
        query().forEach((name, values) -> json.put(name, values.get(0)));
        return ids.isEmpty() ? json : json.put("ids", new JsonArray(ids));
    }

    /** The choice as the REST API takes it behind the question mark. */
    Map<String, List<String>> query() {
        var query = letters.query();
        query.put("until", List.of(until));
        query.put("filter", List.of(filter));
        query.put("limit", List.of(limit));
        query.values().removeIf(values -> values.contains(""));
        if (!ids.isEmpty()) {
            query.put("ids", ids);
        }
        return query;
    }
}
