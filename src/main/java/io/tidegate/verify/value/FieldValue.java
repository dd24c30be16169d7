package io.tidegate.verify.value;

import java.util.Optional;

/**
 * A field that came with the signature, as {@code t} in {@code t=1,v1=aa}.
 *
 * @param name its name, in its exact case
 */
record FieldValue(String name) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return evidence.field(name);
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        return evidence.withField(name, text);
    }
}
