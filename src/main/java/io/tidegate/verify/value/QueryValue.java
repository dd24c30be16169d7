package io.tidegate.verify.value;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A parameter of the query.
 *
 * @param name its name after decoding
 */
record QueryValue(String name) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return Parameters.single(evidence.request().query(), name);
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        String target = evidence.request().target();
        String mark = target.indexOf('?') < 0 ? "?" : "&";
        return evidence.withTarget(target + mark + encoded(name) + "=" + encoded(text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
