package io.tidegate.verify.value;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A field of a body that is an HTML form: {@code multipart/form-data} where the content type says
 * so, else URL-encoded, whatever the content type claims.
 *
 * @param name its name after decoding
 */
record FormValue(String name) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        byte[] body = evidence.request().body();
        Optional<String> boundary = Multipart.boundary(evidence.request().headers());
        // One char for each byte: what is not ASCII is refused by the decoder.
        return boundary.isPresent()
                ? Multipart.field(body, boundary.get(), name)
                : Parameters.single(new String(body, StandardCharsets.ISO_8859_1), name);
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        boolean isMultipart = Multipart.boundary(evidence.request().headers()).isPresent();
        String written = isMultipart ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
        return in(evidence)
                .filter(Evidence.SIGNATURE_PLACE::equals)
                .flatMap(it -> Bodies.fill(evidence, written))
                .orElse(evidence);
    }
}
