package io.tidegate.verify.value;

import java.util.List;
import java.util.Optional;

/**
 * The first of several values that is there; a sender uses the first.
 *
 * @param values at least one
 */
record FirstPresent(List<Value> values) implements Value {

    FirstPresent {
        values = List.copyOf(values);
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        for (Value value : values) {
            Optional<String> text = value.in(evidence);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> allIn(Evidence evidence) {
        for (Value value : values) {
            List<String> texts = value.allIn(evidence);
            if (!texts.isEmpty()) {
                return texts;
            }
        }
        return List.of();
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        return values.get(0).put(evidence, text);
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return values.stream().map(it -> it.bytes(evidence)).flatMap(Optional::stream).findFirst();
    }

    @Override
    public List<Value> parts() {
        return values;
    }
}
