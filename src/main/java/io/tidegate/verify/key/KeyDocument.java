package io.tidegate.verify.key;

import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.JsonPointer;
import java.util.List;
import java.util.Optional;

/** How a fetched document holds public keys. */
public interface KeyDocument {

    /** The keys in it; none if it cannot be read. Never throws. */
    List<NamedPublicKey> keys(byte[] document);

    /**
     * A set of JSON web keys, or one.
     *
     * @param within where in the JSON it is; empty if the document is nothing else
     */
    static KeyDocument jwks(String within) {
        return document -> Jwks.read(document, within);
    }

    /**
     * A key or certificate as PEM, or base64 of the bare structure.
     *
     * @param within where in a JSON document it is; empty if the document is nothing else
     */
    static KeyDocument single(String within) {
        return document ->
                text(document, within)
                        .flatMap(text -> PublicKeys.text(text, Coding.BASE64))
                        .map(key -> new NamedPublicKey("", key))
                        .stream()
                        .toList();
    }

    private static Optional<String> text(byte[] document, String within) {
        return within.isEmpty()
                ? Optional.of(PublicKeys.string(document))
                : new JsonPointer(within).text(document, 0);
    }
}
