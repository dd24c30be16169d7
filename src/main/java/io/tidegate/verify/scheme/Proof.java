package io.tidegate.verify.scheme;

import java.util.List;
import java.util.Map;

/**
 * The text that carries a signature, taken apart.
 *
 * @param fields what stands beside the signatures; a field that came twice is left out
 * @param signatures the signatures as they were written, ten at most; none if there was none
 */
public record Proof(Map<String, String> fields, List<String> signatures) {

    /** Enough for every rotation; beyond it somebody makes us work. */
    static final int MAX_SIGNATURES = 10;

    /** No signature was found. */
    static final Proof NONE = new Proof(Map.of(), List.of());

    /** One signature and nothing else. */
    static Proof of(String signature) {
        return new Proof(Map.of(), List.of(signature));
    }
}
