package io.tidegate.ingress;

import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.metrics.GatewayMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All entrances by their address. Immutable, and shared by all event loops. */
final class Entrances {

    private static final String PREFIX = "/in/";

    private final Map<String, Entrance> byPath = new HashMap<>();
    private final Entrance nowhere;

    Entrances(Collection<Entrance> entrances, GatewayMetrics metrics) {
        for (Entrance entrance : entrances) {
            byPath.put(PREFIX + entrance.source(), entrance);
        }
        nowhere = nowhere(metrics);
    }

    private static Entrance nowhere(GatewayMetrics metrics) {
        return new Entrance(
                GatewayMetrics.UNMATCHED,
                Terms.of(-1, Set.of(), false, ""),
                new Judging(
                        request -> new Verdict.Rejected(Rejection.MISSING_SIGNATURE),
                        false,
                        false,
                        (request, verdict) -> {
                            throw new IllegalStateException("nothing is genuine nowhere");
                        }),
                true,
                0,
                false,
                Reply.text(404, "", ""),
                metrics.source(GatewayMetrics.UNMATCHED));
    }

    /**
     * The entrance at the raw path of {@code target}, or {@link #nowhere}. Nothing is decoded or
     * normalised: source names have no character that could be written in two ways, so every such
     * attempt simply leads nowhere.
     */
    Entrance at(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        return byPath.getOrDefault(path, nowhere);
    }

    /** What all other addresses lead to. */
    Entrance nowhere() {
        return nowhere;
    }
}
