package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The schemas that editors and the command {@code schema} show. */
class ConfigSchemaTest {

    private static final Path SCHEMA = Path.of("config/tidegate.schema.json");
    private static final Path PROVIDER_SCHEMA = Path.of("config/provider.schema.json");

    /**
     * After a change of the records: {@code mvn test -Dtest=ConfigSchemaTest
     * -Dtidegate.write=true}.
     */
    @Test
    void theSchemaIsThatOfTheRecords() throws IOException {
        assertSame(SCHEMA, ConfigSchema.ofConfiguration());
        assertSame(PROVIDER_SCHEMA, ConfigSchema.ofProvider());
    }

    private static void assertSame(Path file, ConfigSchema records) throws IOException {
        // When
        String schema = records.text();
        if (Boolean.getBoolean("tidegate.write")) {
            Files.writeString(file, schema);
        }
        // Then
        assertThat(file)
                .as("run again with -Dtidegate.write=true and commit the change")
                .hasContent(schema);
    }

    @Test
    void everyProviderFileIsValid() throws IOException {
        JsonSchema schema = JsonSchema.of(schema(PROVIDER_SCHEMA));
        try (Stream<Path> files = Files.list(Path.of("config/providers"))) {
            for (Path file : files.sorted().toList()) {
                OutputUnit result = validate(schema, Files.readString(file));
                assertThat(result.getErrors()).as(file.toString()).isNullOrEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id: x, name: X, docs: d, verify: hmac}",
                "{id: x, name: X, docs: d, verify: {scheme: hmax}}",
                "{id: x, name: X, docs: d, verify: {scheme: hmac, colour: red}}",
                "{id: x, name: X, docs: d, verify: {scheme: hmac, timestamp: {unit: fortnight}}}",
                "{id: x, name: X, docs: d, verify: none, handshake: {when: [a]}}",
                "{id: x, docs: d, verify: none}",
            })
    void aWrongProviderFileIsInvalid(String text) throws IOException {
        JsonSchema schema = JsonSchema.of(schema(PROVIDER_SCHEMA));

        assertThat(validate(schema, text).getValid()).isFalse();
        assertThat(validate(schema, "{id: x, name: X, docs: d, verify: none}").getValid()).isTrue();
    }

    @Test
    void everyKeyIsDescribed() throws IOException {
        // When
        JsonObject definitions = schema(SCHEMA).getJsonObject("$defs");
        definitions.mergeIn(schema(PROVIDER_SCHEMA).getJsonObject("$defs"));
        // Then
        assertThat(definitions.fieldNames())
                .contains("RetryConfig", "HttpConfig", "HandshakeConfig", "PublishedConfig");
        for (String name : definitions.fieldNames()) {
            JsonObject properties = definitions.getJsonObject(name).getJsonObject("properties");
            for (String key : properties.fieldNames()) {
                assertThat(properties.getJsonObject(key).getString("description"))
                        .as(name + "." + key)
                        .isNotEmpty()
                        .doesNotContain("@", "<", "* ");
            }
        }
    }

    @Test
    void defaultsAndBoundsAreTold() throws IOException {
        // When
        JsonObject port =
                schema(SCHEMA)
                        .getJsonObject("$defs")
                        .getJsonObject("PublicConfig")
                        .getJsonObject("properties")
                        .getJsonObject("port");
        // Then
        assertThat(port.getInteger("default")).isEqualTo(8080);
        assertThat(port.getString("description")).contains("0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config/tidegate.yaml", "src/test/resources/config/all-keys.yaml"})
    void filesThatLoadAreValid(String file) throws IOException {
        // When
        OutputUnit result = validate(Files.readString(Path.of(file)));
        // Then
        assertThat(result.getErrors()).isNullOrEmpty();
        assertThat(result.getValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public: {port: 8081}",
                "public: {port: '${PORT:8080}', maxBody: 512}",
                "store: {durability: '${D:memory}'}",
                "sources: {s: {verify: none}}",
                "sources: {s: {verify: [none, {scheme: token, header: X}], secrets: 12345678}}",
                "destinations: {d: {log: {body: true}, retry: {schedule: 5s}}}",
            })
    void everySpellingThatTheLoaderTakesIsValid(String text) throws IOException {
        assertThat(validate(text).getValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publik: {}",
                "public: {port: many}",
                "public: {drain: 5}",
                "public: {maxBody: 5 apples}",
                "store: {durability: eternal}",
                "sources: {s: {verify: {header: X}}}",
                "sources: {s: {verify: hmac}}",
                "destinations: {d: {http: {}}}",
                "destinations: {d: {log: {body: maybe}}}",
                "routes: {r: {when: [a]}}",
            })
    void whatTheLoaderRefusesIsInvalid(String text) throws IOException {
        // Given
        assertThat(Catalogue.problemsOf(text)).isNotEmpty();
        // Then
        assertThat(validate(text).getValid()).isFalse();
    }

    private static JsonObject schema(Path file) throws IOException {
        return new JsonObject(Files.readString(file));
    }

    private static OutputUnit validate(String yaml) throws IOException {
        return validate(JsonSchema.of(schema(SCHEMA)), yaml);
    }

    private static OutputUnit validate(JsonSchema schema, String yaml) {
        var options =
                new JsonSchemaOptions()
                        .setBaseUri("https://tidegate.test")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic);
        Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return Validator.create(schema, options).validate(new JsonObject(tree));
    }
}
