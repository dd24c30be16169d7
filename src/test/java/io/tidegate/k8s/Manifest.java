package io.tidegate.k8s;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One object for Kubernetes as it stands in a file or was rendered.
 *
 * @param origin where it comes from, for people
 * @param content the object
 */
record Manifest(String origin, JsonObject content) {

    /** All objects of a file, in its order. */
    static List<Manifest> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All objects of a text, in its order. */
    static List<Manifest> parse(String origin, String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var manifests = new ArrayList<Manifest>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            if (!(document instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(origin + ": not an object: " + document);
            }
            var content = new JsonObject();
            map.forEach((key, value) -> content.put(String.valueOf(key), value));
            manifests.add(new Manifest(origin, content));
        }
        return manifests;
    }

    String kind() {
        return content.getString("kind", "");
    }

    String name() {
        return object("metadata").getString("name", "");
    }

    /** Where it comes from and what it is, for people. */
    String title() {
        return origin + ": " + kind() + " " + name();
    }

    /** The object at this path of keys; empty if there is none. */
    JsonObject object(String... path) {
        return object(content, path);
    }

    /** The object at this path below another; empty if there is none. */
    static JsonObject object(JsonObject start, String... path) {
        var at = start;
        for (String key : path) {
            at = at.getJsonObject(key, new JsonObject());
        }
        return at;
    }

    /** The objects of the list under this key. */
    static Stream<JsonObject> list(JsonObject parent, String key) {
        return parent.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    /** The pod that a Deployment or StatefulSet makes. */
    JsonObject pod() {
        return object("spec", "template", "spec");
    }

    /** The one container of that pod. */
    JsonObject container() {
        return list(pod(), "containers").findFirst().orElseThrow();
    }

    /** Whether it makes pods. */
    boolean hasPods() {
        return kind().equals("Deployment") || kind().equals("StatefulSet");
    }
}
