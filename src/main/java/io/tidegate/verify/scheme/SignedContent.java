package io.tidegate.verify.scheme;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import java.util.List;
import java.util.Optional;

/**
 * What a signature covers.
 *
 * @param template how it is put together
 * @param coversBody whether the whole body is in it
 * @param mixesSecret whether the secret is in it, so that it differs from one secret to the next
 */
record SignedContent(Template template, boolean coversBody, boolean mixesSecret) {

    static SignedContent of(Template template) {
        return new SignedContent(template, template.readsBody(), template.readsSecret());
    }

    /**
     * The bytes, piece by piece; empty if a value is not there, or if only parts of the body are
     * covered and others may read other parts in their place.
     */
    Optional<List<byte[]>> pieces(Evidence evidence) {
        return coversBody || !template.isAmbiguous(evidence)
                ? template.pieces(evidence)
                : Optional.empty();
    }
}
