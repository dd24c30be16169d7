package io.tidegate.k8s;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules and dashboards under {@code k8s/monitoring}. */
final class Monitoring {

    static final Path ROOT = Path.of("k8s/monitoring");

    private Monitoring() {}

    /** The files in a folder of it, by name. */
    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every rule of every file. */
    static Stream<JsonObject> rules() {
        return files("rules").stream()
                .flatMap(it -> Manifest.list(Manifest.read(it).get(0).content(), "groups"))
                .flatMap(group -> Manifest.list(group, "rules"));
    }

    /** The names of all alerts. */
    static List<String> alerts() {
        return rules().filter(it -> it.containsKey("alert"))
                .map(it -> it.getString("alert"))
                .toList();
    }

    /** The names of all recorded series. */
    static Set<String> recorded() {
        return rules().filter(it -> it.containsKey("record"))
                .map(it -> it.getString("record"))
                .collect(Collectors.toSet());
    }

    /** Every dashboard by its file's name. */
    static Map<String, JsonObject> dashboards() {
        var dashboards = new TreeMap<String, JsonObject>();
        files("dashboards").forEach(it -> dashboards.put(it.toString(), new JsonObject(text(it))));
        return dashboards;
    }

    /** Every query of rules, panels and scalers, by where it stands. */
    static Map<String, Query> queries() {
        var queries = new TreeMap<String, Query>();
        rules().forEach(
                        it ->
                                queries.put(
                                        it.getString("alert", it.getString("record")),
                                        new Query(it.getString("expr"))));
        dashboards()
                .forEach(
                        (file, dashboard) ->
                                Manifest.list(dashboard, "panels")
                                        .forEach(panel -> put(queries, file, panel)));
        Kustomizations.wholes().stream()
                .filter(it -> it.kind().equals("ScaledObject"))
                .flatMap(it -> Manifest.list(it.object("spec"), "triggers"))
                .map(it -> it.getJsonObject("metadata"))
                .filter(it -> it.containsKey("query"))
                .forEach(it -> queries.put("keda", new Query(it.getString("query"))));
        return queries;
    }

    private static void put(Map<String, Query> queries, String file, JsonObject panel) {
        JsonArray targets = panel.getJsonArray("targets");
        for (int i = 0; i < targets.size(); i++) {
            queries.put(
                    file + ", " + panel.getString("title") + " " + i,
                    Query.ofPanel(targets.getJsonObject(i).getString("expr")));
        }
    }

    /** The text of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
