package io.tidegate.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the JSON Schema of a file from the records that it is read to. */
final class ConfigSchema {

    /** What is not yet what it will be, since a reference stands for it. */
    private static final String REFERENCE = "\\$\\{";

    private static final Map<Class<?>, String> PATTERNS =
            Map.of(
                    int.class, "^-?\\d+$",
                    long.class, "^-?\\d+$",
                    double.class, "^-?\\d+(\\.\\d+)?$",
                    boolean.class, "^(true|false)$",
                    Boolean.class, "^(true|false)$",
                    Duration.class, "^\\d+(ms|s|m|h|d)$",
                    ByteSize.class, "^\\d+ *([KkMmGg][Ii])?[Bb]?$");

    private static final Map<Class<?>, String> PLAIN_TYPES =
            Map.of(
                    int.class, "integer",
                    long.class, "integer",
                    double.class, "number",
                    boolean.class, "boolean",
                    Boolean.class, "boolean",
                    ByteSize.class, "integer");

    private final ObjectMapper json = new ObjectMapper();
    private final Class<?> root;
    private final String title;
    private final String orReference;

    private ConfigSchema(Class<?> root, String title, String orReference) {
        this.root = root;
        this.title = title;
        this.orReference = orReference;
    }

    /** The schema of the gateway's configuration, in which any value may be a reference. */
    static ConfigSchema ofConfiguration() {
        return new ConfigSchema(GatewayConfig.class, "Tidegate configuration", "|" + REFERENCE);
    }

    /** The schema of provider files, which are the same everywhere. */
    static ConfigSchema ofProvider() {
        return new ConfigSchema(ProviderFile.class, "Tidegate provider", "");
    }

    /** The schema as a file, with a line break at its end. */
    String text() throws JsonProcessingException {
        var builder =
                new SchemaGeneratorConfigBuilder(
                        json, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        builder.with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.DEFINITIONS_FOR_ALL_OBJECTS);
        builder.forTypesInGeneral()
                .withCustomDefinitionProvider(this::define)
                .withDescriptionResolver(
                        scope -> describe(scope.getType().getErasedType()).orElse(null))
                .withPropertySorter(Comparator.comparing(member -> 0));
        builder.forFields()
                .withPropertyNameOverrideResolver(field -> component(field).key())
                .withRequiredCheck(field -> isRequired(component(field)))
                .withDescriptionResolver(ConfigSchema::describe)
                .withDefaultResolver(field -> defaultOf(component(field)));
        ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(root);
        schema.put("title", title);
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    private static Component component(FieldScope field) {
        return Component.of(field.getMember().getDeclaringType().getErasedType()).stream()
                .filter(it -> it.name().equals(field.getDeclaredName()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRequired(Component component) {
        return Scalars.isScalar(Component.classOf(component.type()))
                && component.defaultText().isEmpty()
                && !component.isNullable();
    }

    private static Optional<String> describe(Class<?> type) {
        return type.isRecord() && !Scalars.isScalar(type)
                ? SourceJavadoc.of(type).ofRecord(type)
                : Optional.empty();
    }

    private static @Nullable String describe(FieldScope field) {
        Class<?> owner = field.getMember().getDeclaringType().getErasedType();
        return SourceJavadoc.of(owner).ofComponent(owner, field.getDeclaredName()).orElse(null);
    }

    private static @Nullable Object defaultOf(Component component) {
        Class<?> type = Component.classOf(component.type());
        Optional<String> text = component.defaultText().filter(it -> !it.isEmpty());
        return text.<Object>map(it -> type.isPrimitive() ? Scalars.read(type, it) : it)
                .orElse(null);
    }

    private @Nullable CustomDefinition define(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        if (erased == List.class) {
            return inline(list(type.getTypeParameters().get(0), context));
        }
        if (erased == Map.class) {
            return inline(map(type.getTypeParameters().get(1), context));
        }
        return Scalars.isScalar(erased) ? inline(scalar(erased)) : null;
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.NO);
    }

    /** A single value stands for a list of one. */
    private ObjectNode list(ResolvedType items, SchemaGenerationContext context) {
        ObjectNode list = json.createObjectNode();
        var either = list.putArray("anyOf").add(item(items, context));
        either.addObject().put("type", "array").set("items", item(items, context));
        return list;
    }

    private ObjectNode item(ResolvedType type, SchemaGenerationContext context) {
        ObjectNode item = context.createDefinitionReference(type);
        if (type.getErasedType() != VerifyConfig.class) {
            return item;
        }
        ObjectNode orNone = json.createObjectNode();
        orNone.putArray("anyOf").add(item).addObject().put("const", "none");
        return orNone;
    }

    private ObjectNode map(ResolvedType items, SchemaGenerationContext context) {
        ObjectNode map = json.createObjectNode().put("type", "object");
        map.set("additionalProperties", context.createDefinitionReference(items));
        return map;
    }

    private ObjectNode scalar(Class<?> type) {
        ObjectNode scalar = json.createObjectNode();
        if (type.isEnum()) {
            var either = scalar.putArray("anyOf");
            var words = either.addObject().putArray("enum");
            Scalars.words(type).forEach(words::add);
            if (!orReference.isEmpty()) {
                either.addObject().put("type", "string").put("pattern", REFERENCE);
            }
            return scalar;
        }
        var types = scalar.putArray("type").add("string");
        String pattern = PATTERNS.get(type);
        if (pattern == null) {
            // Whatever YAML takes an unquoted text for, it is read as text.
            types.add("number").add("boolean");
            return scalar;
        }
        Optional.ofNullable(PLAIN_TYPES.get(type)).ifPresent(types::add);
        return scalar.put("pattern", pattern + orReference);
    }
}
