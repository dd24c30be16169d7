package io.tidegate.lab;

import java.util.List;
import java.util.stream.Stream;

/** Says of each invariant whether it held in a run. Knows nothing of the gateway's code. */
final class Checker {

    private Checker() {}

    /** One verdict for each invariant, in their order. */
    static List<Verdict> check(History history, Remains remains, Limits limits) {
        return Stream.of(
                        new Losses(history, remains, limits).verdicts(),
                        new Repeats(history, limits).verdicts(),
                        new Answers(history, limits).verdicts(),
                        new Aftermath(remains, limits).verdicts())
                .flatMap(List::stream)
                .sorted((one, other) -> one.invariant().compareTo(other.invariant()))
                .toList();
    }
}
