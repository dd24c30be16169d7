package io.tidegate;

import io.tidegate.cli.Blueprint;
import io.tidegate.provider.Dedup;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells the store what the sources say about duplicates; the two do not know one another. */
final class DedupOf {

    private DedupOf() {}

    /** The rules of the sources of a configuration. */
    static DedupRules sources(Blueprint blueprint) {
        Duration usual = blueprint.config().store().dedupWindow();
        return new DedupRules(
                blueprint.sources().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, it -> rule(it.getValue().dedup(usual)))),
                DedupRule.byKey(usual));
    }

    private static DedupRule rule(Dedup dedup) {
        return new DedupRule(dedup.window(), dedup.byBytes(), dedup.keepsConflicts());
    }
}
