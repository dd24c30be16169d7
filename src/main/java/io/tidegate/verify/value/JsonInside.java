package io.tidegate.verify.value;

import java.util.List;
import java.util.Optional;

/**
 * A value inside a JSON document that is itself a value, such as a form field with JSON in it.
 *
 * @param document the document
 * @param place where in it
 */
record JsonInside(Value document, JsonPointer place) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return document.bytes(evidence).flatMap(json -> place.text(json, evidence.item()));
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        Optional<String> old = in(evidence);
        return old.filter(Evidence.SIGNATURE_PLACE::equals)
                .flatMap(place -> Bodies.fill(evidence, text))
                .or(() -> old.map(it -> exchanged(evidence, it, text)))
                .orElse(evidence);
    }

    private Evidence exchanged(Evidence evidence, String old, String text) {
        String json = document.in(evidence).orElse("");
        return document.put(evidence, json.replace(old, text));
    }

    @Override
    public List<Value> parts() {
        return List.of(document);
    }

    @Override
    public boolean readsBody() {
        return false;
    }

    @Override
    public boolean isUnwrapped() {
        return true;
    }

    @Override
    public boolean isAmbiguous(Evidence evidence) {
        return document.isAmbiguous(evidence)
                || document.bytes(evidence)
                        .filter(json -> place.isRepeated(json, evidence.item()))
                        .isPresent();
    }
}
