package io.tidegate.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose dead letters are meant, and from when on. */
final class DeadOption {

    @Parameters(paramLabel = "DESTINATION", description = "Whose dead letters.")
    private String destination = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Only those that died then or later, as 2026-11-23T12:00:00Z.")
    private String since = "";

    String destination() {
        return destination;
    }

    /** The same as the REST API takes it behind the question mark. */
    Map<String, List<String>> query() {
        var query = new TreeMap<String, List<String>>();
        query.put("destination", List.of(destination));
        query.put("since", List.of(since));
        return query;
    }
}
