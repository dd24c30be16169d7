package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A text that is only written where another is not empty, as a question mark before a query.
 *
 * @param test the other; where it is absent, so is the whole
 * @param text the text
 * @see <a href="https://github.com/plivo/plivo-node/blob/master/lib/utils/v3Security.js">Plivo's
 *     own code, read 2026-11-24</a>
 */
record IfAny(Value test, Value text) implements Value {

    static Value of(List<Value> args) {
        var arguments = Arguments.atLeast(2, args);
        return new IfAny(arguments.value(0), arguments.from(1));
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return test.in(evidence).flatMap(it -> it.isEmpty() ? Optional.of("") : text.in(evidence));
    }

    @Override
    public List<Value> parts() {
        return List.of(test, text);
    }
}
