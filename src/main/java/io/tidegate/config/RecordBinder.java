package io.tidegate.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes records of a YAML tree. All that is wrong is reported, not only the first; what is wrong is
 * then replaced by its default, or left out, so that the rest can be looked at too.
 */
final class RecordBinder {

    private static final String NO_VALUE =
            "has no value; write one, in quotes if it is meant to be text, or leave the key out";

    private final Findings findings;
    private final Interpolation interpolation;

    RecordBinder(Findings findings, Interpolation interpolation) {
        this.findings = findings;
        this.interpolation = interpolation;
    }

    /** The record that the tree describes; empty if too much is wrong to make one. */
    <T extends Record> Optional<T> bind(Class<T> type, Node root) {
        return bind(type, root, Place.TOP).map(type::cast);
    }

    private Optional<Object> bind(Type type, Node node, Place place) {
        findings.visit(place);
        Class<?> kind = Component.classOf(type);
        if (hasForeignTag(node)) {
            findings.report(place, "tags such as " + node.getTag() + " are not supported");
            return Optional.empty();
        }
        if (kind == List.class) {
            return Optional.of(list(Component.itemsOf(type), node, place));
        }
        if (kind == Map.class) {
            return map(Component.itemsOf(type), node, place);
        }
        return Scalars.isScalar(kind) ? scalar(kind, node, place) : structure(kind, node, place);
    }

    private static boolean hasForeignTag(Node node) {
        return !node.getTag().startsWith(Tag.PREFIX) || node.getTag().equals(Tag.BINARY);
    }

    private Object list(Type items, Node node, Place place) {
        if (isNothing(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return bind(items, node, place).map(List::of).orElse(List.of());
        }
        var values = new ArrayList<Object>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Node item = sequence.getValue().get(i);
            bind(items, item, place.item(i, Fields.lineOf(item))).ifPresent(values::add);
        }
        return List.copyOf(values);
    }

    private Optional<Object> map(Type items, Node node, Place place) {
        return fields(node, place, "keys with values").map(fields -> map(items, fields, place));
    }

    private Object map(Type items, Map<String, Fields.Field> fields, Place place) {
        var values = new LinkedHashMap<String, Object>();
        fields.forEach(
                (key, field) ->
                        bind(items, field.value(), place.child(key, field.line()))
                                .ifPresent(value -> values.put(key, value)));
        return Collections.unmodifiableMap(values);
    }

    private Optional<Object> structure(Class<?> type, Node node, Place place) {
        if (type == VerifyConfig.class && node instanceof ScalarNode && !isNothing(node)) {
            // "verify: none" must be easy to find in a file, so it has a spelling of its own.
            var scheme = new Fields.Field(place.line(), node);
            return structure(type, Map.of("scheme", scheme), place);
        }
        String keys = "keys: " + String.join(", ", keysOf(type));
        return fields(node, place, keys).flatMap(fields -> structure(type, fields, place));
    }

    private Optional<Object> structure(
            Class<?> type, Map<String, Fields.Field> fields, Place place) {
        List<Component> components = Component.of(type);
        reportUnknown(keysOf(type), fields, place);
        var values = new ArrayList<@Nullable Object>();
        boolean isComplete = true;
        for (Component component : components) {
            Optional<Object> value =
                    component(component, Optional.ofNullable(fields.get(component.key())), place);
            values.add(value.orElse(null));
            isComplete &= value.isPresent() || component.isNullable();
        }
        return isComplete ? construct(type, values.toArray(), place) : Optional.empty();
    }

    private Optional<Object> component(
            Component component, Optional<Fields.Field> field, Place place) {
        String key = component.key();
        Optional<Object> written =
                field.flatMap(
                        it -> bind(component.type(), it.value(), place.child(key, it.line())));
        if (written.isPresent() || component.isNullable()) {
            return written;
        }
        // What is written and wrong has been reported already.
        var binder = field.isPresent() ? new RecordBinder(findings.unheard(), interpolation) : this;
        return binder.absent(component, place.child(key));
    }

    private Optional<Object> absent(Component component, Place place) {
        Class<?> type = Component.classOf(component.type());
        if (type == List.class) {
            return Optional.of(List.of());
        }
        if (type == Map.class) {
            return Optional.of(Map.of());
        }
        if (!Scalars.isScalar(type)) {
            return structure(type, Fields.none(), place);
        }
        if (component.defaultText().isEmpty()) {
            findings.report(place, "is required");
        }
        return component.defaultText().map(text -> Scalars.read(type, text));
    }

    private Optional<Object> construct(Class<?> type, @Nullable Object[] values, Place place) {
        try {
            return Optional.of(constructorOf(type).newInstance(values));
        } catch (InvocationTargetException refusal) {
            if (refusal.getCause() instanceof OutOfBounds bounds) {
                reportOutOfBounds(type, bounds, place);
                return Optional.empty();
            }
            if (refusal.getCause() instanceof IllegalArgumentException cause) {
                findings.report(place, String.valueOf(cause.getMessage()));
                return Optional.empty();
            }
            throw new IllegalStateException(type + " cannot be made", refusal);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(type + " cannot be made", bug);
        }
    }

    private void reportOutOfBounds(Class<?> type, OutOfBounds bounds, Place place) {
        Positions positions = findings.positions();
        var wrong = new LinkedHashMap<Place, String>();
        bounds.wrong().forEach((name, text) -> wrong.put(placeOf(type, name, place), text));
        // What could not be read is likely to be the cause of what is missing around it.
        wrong.keySet().removeIf(findings::isWrong);
        wrong.forEach((at, text) -> findings.report(at.at(positions.lineOf(at.path())), text));
    }

    private static Place placeOf(Class<?> type, String name, Place place) {
        return Component.of(type).stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(it -> place.child(it.key()))
                .orElse(place);
    }

    private Optional<Object> scalar(Class<?> type, Node node, Place place) {
        if (!(node instanceof ScalarNode scalar)) {
            findings.report(place, "must be a single value");
            return Optional.empty();
        }
        if (isNothing(node)) {
            findings.report(place, NO_VALUE);
            return Optional.empty();
        }
        return expand(scalar.getValue(), place)
                .flatMap(text -> read(type, text, scalar.getValue(), place));
    }

    private Optional<String> expand(String raw, Place place) {
        var problems = new ArrayList<String>();
        String text = interpolation.expand(raw, problems::add);
        problems.forEach(problem -> findings.report(place, problem));
        return problems.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private Optional<Object> read(Class<?> type, String text, String raw, Place place) {
        try {
            return Optional.of(Scalars.read(type, text));
        } catch (IllegalArgumentException wrong) {
            // What a variable holds may be secret: only what the file says is shown.
            String message = String.valueOf(wrong.getMessage());
            findings.report(place, message.replace("'" + text + "'", "'" + raw + "'"));
            return Optional.empty();
        }
    }

    private Optional<Map<String, Fields.Field>> fields(Node node, Place place, String wanted) {
        if (isNothing(node)) {
            return Optional.of(Fields.none());
        }
        if (node instanceof MappingNode mapping) {
            return Optional.of(Fields.of(mapping, findings, place));
        }
        findings.report(place, "must have " + wanted);
        return Optional.empty();
    }

    private void reportUnknown(List<String> known, Map<String, Fields.Field> fields, Place place) {
        fields.forEach(
                (key, field) -> {
                    if (!known.contains(key)) {
                        findings.report(
                                place.child(key, field.line()), Words.unknown("key", key, known));
                    }
                });
    }

    private static List<String> keysOf(Class<?> type) {
        return Component.of(type).stream().map(Component::key).toList();
    }

    /** Whether a value is missing, as after {@code log:} at the end of a line. */
    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getTag().equals(Tag.NULL);
    }

    private static Constructor<?> constructorOf(Class<?> type) throws NoSuchMethodException {
        return type.getDeclaredConstructor(
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
    }
}
