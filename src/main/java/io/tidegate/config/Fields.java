package io.tidegate.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The entries of a YAML mapping by key, in order, each key once. */
final class Fields {

    /**
     * One entry.
     *
     * @param line the line of its key, from 1
     * @param value its value
     */
    record Field(int line, Node value) {}

    private final Findings findings;
    private final Place place;
    private final Map<String, Field> byKey = new LinkedHashMap<>();

    private Fields(Findings findings, Place place) {
        this.findings = findings;
        this.place = place;
    }

    /** No entries. */
    static Map<String, Field> none() {
        return Map.of();
    }

    /**
     * Reads the entries; what cannot be a key, or is one a second time, is reported and left out.
     */
    static Map<String, Field> of(MappingNode node, Findings findings, Place place) {
        var fields = new Fields(findings, place);
        node.getValue().forEach(fields::add);
        return fields.byKey;
    }

    private void add(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        int line = lineOf(key);
        if (!(key instanceof ScalarNode scalar)) {
            findings.report(new Place(place.path(), line), "a key must be a single text");
        } else if (key.getTag().equals(Tag.MERGE)) {
            findings.report(
                    place.child("<<", line),
                    "merge keys are not supported; write the keys out, or use an alias for the"
                            + " whole value");
        } else {
            add(scalar.getValue(), new Field(line, tuple.getValueNode()));
        }
    }

    private void add(String key, Field field) {
        Field earlier = byKey.putIfAbsent(key, field);
        if (earlier != null) {
            findings.report(
                    place.child(key, field.line()),
                    "duplicate key '" + key + "'; it stands in line " + earlier.line() + " too");
        }
    }

    /** The line on which a node begins, from 1. */
    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
