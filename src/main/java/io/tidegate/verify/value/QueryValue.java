package io.tidegate.verify.value;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

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
        String own = encoded(name) + "=";
        var query = new StringJoiner("&", evidence.request().path() + "?", "");
        for (String pair : evidence.request().query().split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith(own)) {
                query.add(pair);
            }
        }
        return evidence.withTarget(query.add(own + encoded(text)).toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
