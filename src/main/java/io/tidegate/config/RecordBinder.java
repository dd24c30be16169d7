package io.tidegate.config;

import java.lang.reflect.Type;
import java.util.ArrayList;
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

    private final Findings findings;
    private final Interpolation interpolation;
    private final ScalarBinder scalars;
    private final RecordMaker maker;

    RecordBinder(Findings findings, Interpolation interpolation) {
        this.findings = findings;
        this.interpolation = interpolation;
        this.scalars = new ScalarBinder(findings, interpolation);
        this.maker = new RecordMaker(findings);
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
        return Scalars.isScalar(kind)
                ? scalars.bind(kind, node, place)
                : structure(kind, node, place);
    }

    private static boolean hasForeignTag(Node node) {
        return !node.getTag().startsWith(Tag.PREFIX) || node.getTag().equals(Tag.BINARY);
    }

    private Object list(Type items, Node node, Place place) {
        if (ScalarBinder.isNothing(node)) {
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
        if (type == VerifyConfig.class && isNone(node)) {
            return structure(type, Map.of("scheme", new Fields.Field(place.line(), node)), place);
        }
        String keys = "keys: " + String.join(", ", keysOf(type));
        return fields(node, place, keys).flatMap(fields -> structure(type, fields, place));
    }

    /** {@code verify: none} must be easy to find in a file, so it has a spelling of its own. */
    private static boolean isNone(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals("none");
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
        return isComplete ? maker.make(type, values.toArray(), place) : Optional.empty();
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

    private Optional<Map<String, Fields.Field>> fields(Node node, Place place, String wanted) {
        if (ScalarBinder.isNothing(node)) {
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
}
