package io.tidegate.verify.value;

import java.util.List;
import java.util.Optional;

/**
 * A text that is left out, rather than missed, where something in it is absent.
 *
 * @param text the text
 */
record OptionalText(Template text) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return Optional.of(text.in(evidence).orElse(""));
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return Optional.of(text.bytes(evidence).orElseGet(() -> new byte[0]));
    }

    @Override
    public List<Value> parts() {
        return List.of(text);
    }
}
