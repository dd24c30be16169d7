package io.tidegate.store;

import java.util.Map;

/**
 * The rules of all sources.
 *
 * @param bySource by the name of the source
 * @param usual for sources that are not configured any more
 */
public record DedupRules(Map<String, DedupRule> bySource, DedupRule usual) {

    public DedupRules {
        bySource = Map.copyOf(bySource);
    }

    /** The same rule for every source. */
    public static DedupRules everywhere(DedupRule rule) {
        return new DedupRules(Map.of(), rule);
    }

    /** The rule for events of this source. */
    public DedupRule of(String source) {
        return bySource.getOrDefault(source, usual);
    }
}
