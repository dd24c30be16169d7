package io.tidegate.config;

import java.util.ArrayList;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes single values of the leaves of a YAML tree, with their references replaced. */
final class ScalarBinder {

    private static final String NO_VALUE =
            "has no value; write one, in quotes if it is meant to be text, or leave the key out";

    private final Findings findings;
    private final Interpolation interpolation;

    ScalarBinder(Findings findings, Interpolation interpolation) {
        this.findings = findings;
        this.interpolation = interpolation;
    }

    /** The value; empty if it cannot be read as this type, which is then reported. */
    Optional<Object> bind(Class<?> type, Node node, Place place) {
        if (!(node instanceof ScalarNode scalar)) {
            findings.report(place, "must be a single value");
            return Optional.empty();
        }
        if (isNothing(node)) {
            findings.report(place, NO_VALUE);
            return Optional.empty();
        }
        String raw = scalar.getValue();
        return expand(raw, place)
                .flatMap(text -> read(type, text, raw, place))
                .map(value -> value instanceof Secret secret ? readAgain(secret, raw) : value);
    }

    private Secret readAgain(Secret secret, String raw) {
        return raw.contains(References.FILE_START)
                ? secret.readAgainBy(() -> expandQuietly(raw))
                : secret;
    }

    private Optional<String> expandQuietly(String raw) {
        var problems = new ArrayList<String>();
        String text = interpolation.expand(raw, problems::add);
        return problems.isEmpty() ? Optional.of(text) : Optional.empty();
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

    /** Whether a value is missing, as after {@code log:} at the end of a line. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getTag().equals(Tag.NULL);
    }
}
