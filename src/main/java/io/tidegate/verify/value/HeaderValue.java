package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The value of a header field.
 *
 * @param name its name, in any case
 */
public record HeaderValue(String name) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return evidence.request().headers().first(name).map(HeaderValue::decoded);
    }

    @Override
    public List<String> allIn(Evidence evidence) {
        List<String> raw = evidence.request().headers().all(name);
        return raw.size() == 1
                ? List.of(decoded(raw.get(0)))
                : raw.stream().map(HeaderValue::decoded).toList();
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        return evidence.withHeader(name, text);
    }

    @Override
    public Set<String> headers() {
        return Set.of(name);
    }

    /**
     * Header bytes arrive as one char each. Senders write UTF-8, and their signature covers those
     * bytes, so that is what they are turned back into.
     */
    public static String decoded(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) >= 0x80) {
                byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
        return raw;
    }
}
