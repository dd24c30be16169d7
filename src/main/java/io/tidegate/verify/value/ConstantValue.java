package io.tidegate.verify.value;

import java.util.Optional;

/**
 * A text that does not depend on the request.
 *
 * @param text the text
 */
public record ConstantValue(String text) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return Optional.of(text);
    }

    @Override
    public boolean isOurs() {
        return true;
    }
}
