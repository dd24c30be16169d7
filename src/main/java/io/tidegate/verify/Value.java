package io.tidegate.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text that is somewhere in a request. One value serves both directions: a receiver reads it, a
 * sender puts it there.
 */
public interface Value {

    /**
     * Reads the text; empty if it is not there or cannot be told for sure, because a parameter came
     * twice or is garbled. Never throws, whatever was sent.
     */
    Optional<String> in(Evidence evidence);

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

    /** The names of the header fields that this value reads. */
    default Set<String> headers() {
        return Set.of();
    }
}
