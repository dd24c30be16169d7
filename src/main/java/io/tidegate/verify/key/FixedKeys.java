package io.tidegate.verify.key;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys that an operator configured. */
public final class FixedKeys {

    private FixedKeys() {}

    /** All of them for every request. */
    public static KeySupply all(List<Candidate> candidates) {
        var found = new Keys.Found(candidates);
        return evidence -> found;
    }

    /**
     * Those of the name that the request states.
     *
     * @param name where the request states it
     */
    public static KeySupply named(List<Candidate> candidates, Value name) {
        Map<String, List<Candidate>> byName =
                candidates.stream().collect(Collectors.groupingBy(Candidate::id));
        return evidence -> named(byName, name, evidence);
    }

    private static Keys named(Map<String, List<Candidate>> byName, Value name, Evidence evidence) {
        return name.in(evidence)
                .<Keys>map(
                        id ->
                                byName.containsKey(id)
                                        ? new Keys.Found(byName.get(id))
                                        : new Keys.Refused(Rejection.UNKNOWN_KEY))
                .orElse(new Keys.Refused(Rejection.MISSING_VALUE));
    }
}
