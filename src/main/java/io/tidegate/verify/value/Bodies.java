package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a sender writes into a body that was prepared for it. */
final class Bodies {

    private Bodies() {}

    /**
     * The evidence with {@code text} in the first place of the body that waits for a signature;
     * empty if none does.
     */
    static Optional<Evidence> fill(Evidence evidence, String text) {
        var body = new String(evidence.request().body(), StandardCharsets.UTF_8);
        int place = body.indexOf(Evidence.SIGNATURE_PLACE);
        if (place < 0) {
            return Optional.empty();
        }
        String filled =
                body.substring(0, place)
                        + text
                        + body.substring(place + Evidence.SIGNATURE_PLACE.length());
        return Optional.of(evidence.withBody(filled.getBytes(StandardCharsets.UTF_8)));
    }
}
