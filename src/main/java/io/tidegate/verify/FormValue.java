package io.tidegate.verify;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A field of a body that is an HTML form, whatever its content type claims.
 *
 * @param name its name after decoding
 */
record FormValue(String name) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        // One char for each byte: what is not ASCII is refused by the decoder.
        byte[] body = evidence.request().body();
        return Parameters.single(new String(body, StandardCharsets.ISO_8859_1), name);
    }
}
