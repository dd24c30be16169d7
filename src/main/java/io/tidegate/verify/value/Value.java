package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A text, or bytes, that can be told from a request. One value serves both directions: a receiver
 * reads it, a sender puts it there.
 */
public interface Value {

    /**
     * Reads the text; empty if it is not there or cannot be told for sure, because a parameter came
     * twice or is garbled. Never throws, whatever was sent.
     */
    Optional<String> in(Evidence evidence);

    /** The exact bytes: those of the text as UTF-8 unless the value is made of bytes itself. */
    default Optional<byte[]> bytes(Evidence evidence) {
        return in(evidence).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** All texts found there, in order: more than one only if a header field was repeated. */
    default List<String> allIn(Evidence evidence) {
        return in(evidence).stream().toList();
    }

    /**
     * The evidence with {@code text} put where this value reads it; unchanged where a sender has no
     * choice, such as the method.
     */
    default Evidence put(Evidence evidence, String text) {
        return evidence;
    }

    /** The values that this one is made of. */
    default List<Value> parts() {
        return List.of();
    }

    /** The names of the header fields that this value reads. */
    default Set<String> headers() {
        var names = new LinkedHashSet<String>();
        parts().forEach(part -> names.addAll(part.headers()));
        return names;
    }

    /** Whether it differs from one secret of a source to the next. */
    default boolean readsSecret() {
        return parts().stream().anyMatch(Value::readsSecret);
    }

    /** Whether the whole body is part of it. */
    default boolean readsBody() {
        return parts().stream().anyMatch(Value::readsBody);
    }

    /**
     * How many items the list in the body has whose {@code *}-th item this value reads; empty if it
     * does not read one item of a list.
     */
    default OptionalInt items(Evidence evidence) {
        for (Value part : parts()) {
            OptionalInt items = part.items(evidence);
            if (items.isPresent()) {
                return items;
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Whether it cannot be told which text is meant, because the document that it is taken from has
     * two in its place: we would read the first, and whoever reads after us might read the last.
     */
    default boolean isAmbiguous(Evidence evidence) {
        return parts().stream().anyMatch(part -> part.isAmbiguous(evidence));
    }

    /** Whether no caller has any influence on it: a constant, or our own secret. */
    default boolean isOurs() {
        return false;
    }

    /**
     * Whether it is a caller's own text that was wrapped in something, as in a document or a
     * cipher, so that it must be looked at itself and not what it was taken from.
     */
    default boolean isUnwrapped() {
        return false;
    }
}
