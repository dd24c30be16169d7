package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The exact bytes by which the JSON body writes the value at a place.
 *
 * @param place where in the body
 */
record JsonSource(JsonPointer place) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return bytes(evidence).map(it -> new String(it, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return place.raw(evidence.request().body(), evidence.item());
    }
}
