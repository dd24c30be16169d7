package io.tidegate.verify.value;

import java.util.Optional;
import java.util.OptionalInt;

/** A text, number or truth value inside a JSON body. */
final class JsonValue implements Value {

    private final JsonPointer place;
    private final JsonPlan plan;
    private final int slot;

    /**
     * A value at a pointer.
     *
     * @param plan what else is looked at in the same body
     * @throws IllegalArgumentException if the pointer does not begin with a slash
     */
    JsonValue(String pointer, JsonPlan plan) {
        place = new JsonPointer(pointer);
        this.plan = plan;
        slot = place.hasItem() ? -1 : plan.add(place.steps());
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return slot < 0
                ? place.text(evidence.request().body(), evidence.item())
                : evidence.json(plan, slot);
    }

    @Override
    public boolean isAmbiguous(Evidence evidence) {
        return place.isRepeated(evidence.request().body(), evidence.item());
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
