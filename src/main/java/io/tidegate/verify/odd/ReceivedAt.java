package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The time at which the request arrived, for answers that state and sign one.
 *
 * @param count how it is told
 */
record ReceivedAt(ToLongFunction<Instant> count) implements Value {

    private static final Map<String, ToLongFunction<Instant>> UNITS =
            Map.of("s", Instant::getEpochSecond, "ms", Instant::toEpochMilli);

    static Value of(List<Value> args) {
        String unit = Arguments.exactly(1, args).text(0);
        ToLongFunction<Instant> count = UNITS.get(unit);
        if (count == null) {
            throw new IllegalArgumentException("'%s' is neither s nor ms".formatted(unit));
        }
        return new ReceivedAt(count);
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return Optional.of(Long.toString(count.applyAsLong(evidence.request().receivedAt())));
    }

    @Override
    public boolean isOurs() {
        return true;
    }
}
