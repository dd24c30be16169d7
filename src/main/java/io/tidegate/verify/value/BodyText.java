package io.tidegate.verify.value;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read of one JSON body, so that it is read once. For the thread that judges. */
final class BodyText {

    private final byte[] body;
    private Optional<JsonPlan> plan = Optional.empty();
    private @Nullable String[] texts = new @Nullable String[0];

    BodyText(byte[] body) {
        this.body = body;
    }

    /** The texts at the places of the plan, null where there is none. */
    @Nullable String[] at(JsonPlan wanted) {
        if (plan.isEmpty() || !plan.get().equals(wanted)) {
            texts = wanted.read(body);
            plan = Optional.of(wanted);
        }
        return texts;
    }
}
