package io.tidegate.verify.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Header fields that differ by a number at the end only, as {@code X-Sign-1} and {@code X-Sign-2}:
 * one for each key that the sender has.
 *
 * @param start what stands before the number
 */
record NumberedHeaders(String start) implements Value {

    private static final int MOST = 10;

    @Override
    public Optional<String> in(Evidence evidence) {
        return allIn(evidence).stream().findFirst();
    }

    @Override
    public List<String> allIn(Evidence evidence) {
        var texts = new ArrayList<String>();
        evidence.request()
                .headers()
                .forEach(
                        (name, value) -> {
                            if (texts.size() < MOST && isNumbered(name)) {
                                texts.add(HeaderValue.decoded(value));
                            }
                        });
        return texts;
    }

    private boolean isNumbered(String name) {
        return name.length() > start.length()
                && name.regionMatches(true, 0, start, 0, start.length())
                && name.chars().skip(start.length()).allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        return evidence.withHeader(start + "1", text);
    }
}
