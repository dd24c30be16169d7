package io.tidegate.k8s;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds objects of kinds that extensions of Kubernetes bring against schemas of what we use of
 * them, which allow nothing else.
 */
final class OtherKinds {

    private static final Path SCHEMAS = Path.of("src/test/resources/k8s");

    private OtherKinds() {}

    /** All that is wrong with an object, an unknown kind included. */
    static List<String> problems(Manifest manifest) {
        Path schema = SCHEMAS.resolve(manifest.kind() + ".json");
        return Files.exists(schema)
                ? problems(schema, manifest)
                : List.of("no schema for kind " + manifest.kind());
    }

    private static List<String> problems(Path schema, Manifest manifest) {
        var options =
                new JsonSchemaOptions()
                        .setBaseUri("https://tidegate.test/")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic);
        var result =
                Validator.create(JsonSchema.of(read(schema)), options).validate(manifest.content());
        return Boolean.TRUE.equals(result.getValid())
                ? List.of()
                : Optional.ofNullable(result.getErrors()).stream()
                        .flatMap(List::stream)
                        .flatMap(it -> Stream.of(it.getInstanceLocation() + ": " + it.getError()))
                        .toList();
    }

    private static JsonObject read(Path schema) {
        try {
            return new JsonObject(Files.readString(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
