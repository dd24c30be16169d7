package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;

/** The second at which the request arrived, for answers that state and sign one. */
enum ReceivedSeconds implements Value {
    /** The only one. */
    SECONDS;

    static Value of(List<Value> args) {
        Arguments.exactly(0, args);
        return SECONDS;
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return Optional.of(Long.toString(evidence.request().receivedAt().getEpochSecond()));
    }

    @Override
    public boolean isOurs() {
        return true;
    }
}
