package io.tidegate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters are meant: all of a destination, or some of them. */
final class DeadChoice {

    @Parameters(paramLabel = "DESTINATION", description = "Whose dead letters.")
    private String destination = "";

    @Option(names = "--id", paramLabel = "ID", description = "Only this event; may be repeated.")
    private List<String> ids = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Only those that died then or later, as 2026-11-23T12:00:00Z.")
    private String since = "";

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
        return destination;
    }

    /** The choice as the REST API takes it in a body. */
    JsonObject json() {
        var json = new JsonObject();
        texts().forEach(json::put);
        return ids.isEmpty() ? json : json.put("ids", new JsonArray(ids));
    }

    /** The choice as the REST API takes it behind the question mark. */
    Map<String, List<String>> query() {
        var query = new LinkedHashMap<String, List<String>>();
        texts().forEach((name, value) -> query.put(name, List.of(value)));
        query.put("ids", ids);
        return query;
    }

    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("destination", destination);
        texts.put("since", since);
        texts.put("until", until);
        texts.put("filter", filter);
        texts.put("limit", limit);
        texts.values().removeIf(String::isEmpty);
        return texts;
    }
}
