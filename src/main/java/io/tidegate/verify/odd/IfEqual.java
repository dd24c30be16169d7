package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A value that is there only if two others are the same, as where a signed address carries the hash
 * of the body.
 *
 * @param one one of the two
 * @param other the other
 * @param value the value
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio, bodySHA256,
 *     read 2026-11-23</a>
 */
record IfEqual(Value one, Value other, Value value) implements Value {

    static Value of(List<Value> args) {
        var arguments = Arguments.atLeast(3, args);
        return new IfEqual(arguments.value(0), arguments.value(1), arguments.from(2));
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return areEqual(evidence) ? value.in(evidence) : Optional.empty();
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return areEqual(evidence) ? value.bytes(evidence) : Optional.empty();
    }

    private boolean areEqual(Evidence evidence) {
        Optional<byte[]> first = one.bytes(evidence);
        Optional<byte[]> second = other.bytes(evidence);
        return first.isPresent()
                && second.isPresent()
                && MessageDigest.isEqual(first.get(), second.get());
    }

    @Override
    public List<Value> parts() {
        return List.of(one, other, value);
    }
}
