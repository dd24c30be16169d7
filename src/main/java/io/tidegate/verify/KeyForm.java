package io.tidegate.verify;

import java.util.List;
import java.util.Optional;

/**
 * How the secret that a person was given becomes the key of a keyed hash.
 *
 * @param algorithm the name of the hash in Java, as {@code HmacSHA256}
 * @param coding how the secret writes the key
 * @param strip what is cut off the front of the secret first, one after the other, where it is
 *     there
 */
public record KeyForm(String algorithm, Coding coding, List<String> strip) {

    public KeyForm {
        strip = List.copyOf(strip);
    }

    /** The key; empty if the secret does not have this form. */
    Optional<MacKey> key(String secret) {
        String text = secret;
        for (String prefix : strip) {
            text = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        }
        return coding.decode(text)
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> new MacKey(algorithm, bytes));
    }
}
