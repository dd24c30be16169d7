package io.tidegate.verify.value;

import java.util.Optional;
import java.util.OptionalInt;

/** A text, number or truth value inside a JSON body. */
final class JsonValue implements Value {

    private final JsonPointer place;

    /**
     * A value at a pointer.
     *
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    JsonValue(String pointer) {
        place = new JsonPointer(pointer);
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return place.text(evidence.request().body(), evidence.item());
    }

    /** Only a place that waits for the signature is written to: all else belongs to the sample. */
    @Override
    public Evidence put(Evidence evidence, String text) {
        return in(evidence)
                .filter(Evidence.SIGNATURE_PLACE::equals)
                .flatMap(it -> Bodies.fill(evidence, text))
                .orElse(evidence);
    }

    @Override
    public OptionalInt items(Evidence evidence) {
        return place.hasItem()
                ? OptionalInt.of(place.items(evidence.request().body()))
                : OptionalInt.empty();
    }
}
