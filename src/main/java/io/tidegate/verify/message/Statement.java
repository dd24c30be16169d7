package io.tidegate.verify.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One signature of a message, and what it says about itself.
 *
 * @param covered the components that are signed, in order
 * @param parameters when it was made, the name of its key and so on, by name, in order; only those
 *     that are signed, or of which it does not matter
 * @param algorithm what it calls its algorithm; empty if it leaves that to the key
 * @param label what tells it from other signatures of the message
 * @param signature the bytes of the signature
 */
record Statement(
        List<Component> covered,
        Map<String, BareItem> parameters,
        String algorithm,
        String label,
        byte[] signature) {

    /** When it was made. */
    static final String CREATED = "created";

    /** From when on it is not good any more. */
    static final String EXPIRES = "expires";

    /** The name of its key. */
    static final String KEY_ID = "keyid";

    Statement {
        covered = List.copyOf(covered);
        parameters = Member.ordered(parameters);
    }

    /** What a parameter says; empty if it is not there. */
    Optional<String> text(String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).map(BareItem::text);
    }

    /** Whether a component of this name is signed, in whatever spelling. */
    boolean covers(String name) {
        return covered.stream().anyMatch(it -> it.name().equals(name));
    }

    /** The parameters as values call them, with {@code sig:} before. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> fields.put(name, value.text()));
        return fields;
    }

    /** The same with the signature made. */
    Statement signed(byte[] bytes) {
        return new Statement(covered, parameters, algorithm, label, bytes);
    }

    /** What is signed, without values. */
    @Override
    public String toString() {
        return label + covered.stream().map(Component::name).toList();
    }
}
