package io.tidegate;

import io.tidegate.config.GatewayConfig;
import io.tidegate.provider.Dedup;
import io.tidegate.provider.Source;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells the store what the sources say about duplicates; the two do not know one another. */
final class DedupOf {

    private DedupOf() {}

    /** The rules of these sources. */
    static DedupRules sources(Map<String, Source> sources, GatewayConfig config) {
        Duration usual = config.store().dedupWindow();
        return new DedupRules(
                sources.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, it -> rule(it.getValue().dedup(usual)))),
                DedupRule.byKey(usual));
    }

    private static DedupRule rule(Dedup dedup) {
        return new DedupRule(dedup.window(), dedup.byBytes(), dedup.keepsConflicts());
    }
}
