package io.tidegate.k8s;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kustomizations under {@code k8s/} put together from the files beside them. */
final class Kustomizations {

    static final Path ROOT = Path.of("k8s");
    private static final String FILE = "kustomization.yaml";

    private Kustomizations() {}

    /** Every file under {@code k8s/} that a kustomization has to name. */
    static List<Path> parts() {
        return files().filter(it -> !it.endsWith(FILE))
                .filter(it -> !it.startsWith(ROOT.resolve("image")))
                .filter(it -> !it.startsWith(ROOT.resolve("monitoring/rules")))
                .filter(it -> !it.startsWith(ROOT.resolve("monitoring/tests")))
                .toList();
    }

    /** Every kustomization and component. */
    static List<Manifest> all() {
        return files().filter(it -> it.endsWith(FILE)).map(it -> Manifest.read(it).get(0)).toList();
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files and folders that are put in as they are. */
    static List<Path> resources() {
        return all().stream().flatMap(it -> named(it, "resources", "components")).toList();
    }

    /** The files that change what others put in; not what stands in the kustomization itself. */
    static List<Path> patches() {
        return all().stream()
                .flatMap(
                        it ->
                                Manifest.list(it.content(), "patches")
                                        .filter(patch -> patch.containsKey("path"))
                                        .map(patch -> beside(it, patch.getString("path"))))
                .toList();
    }

    /** The files that ConfigMaps are made of. */
    static List<Path> generators() {
        return all().stream()
                .flatMap(
                        it ->
                                Manifest.list(it.content(), "configMapGenerator")
                                        .flatMap(map -> named(it, map, "files")))
                .toList();
    }

    /** The objects in all resource files. */
    static List<Manifest> wholes() {
        return resources().stream()
                .filter(Files::isRegularFile)
                .distinct()
                .flatMap(it -> Manifest.read(it).stream())
                .toList();
    }

    private static Stream<Path> named(Manifest kustomization, String... keys) {
        return Stream.of(keys).flatMap(key -> named(kustomization, kustomization.content(), key));
    }

    private static Stream<Path> named(Manifest kustomization, JsonObject parent, String key) {
        return parent.getJsonArray(key, new JsonArray()).stream()
                .map(name -> beside(kustomization, name.toString()));
    }

    private static Path beside(Manifest kustomization, String name) {
        return Path.of(kustomization.origin()).resolveSibling(name).normalize();
    }
}
