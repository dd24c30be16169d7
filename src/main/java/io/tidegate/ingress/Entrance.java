package io.tidegate.ingress;

import io.tidegate.config.PublicConfig;
import io.tidegate.event.Event;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.metrics.SourceMeters;
import io.tidegate.provider.Source;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A source with everything that a request to it needs at hand. Shared by all event loops.
 *
 * @param source its name
 * @param maxBodyBytes the largest body that it takes; negative if there is no such source
 * @param verify tells what a request is; never blocks
 * @param event makes the event of a genuine request
 * @param accepted the answer to an accepted event; an empty body stands for the gateway's own
 * @param meters what is counted of it
 */
record Entrance(
        String source,
        long maxBodyBytes,
        Function<InboundRequest, Verdict> verify,
        BiFunction<InboundRequest, Verdict.Genuine, Event> event,
        Reply accepted,
        SourceMeters meters) {

    /** The entrance of a configured source. */
    static Entrance of(Source source, PublicConfig config, GatewayMetrics metrics) {
        return new Entrance(
                source.name(),
                source.maxBodyBytes(config.maxBody().bytes()),
                source::verify,
                source::event,
                source.accepted(),
                metrics.source(source.name()));
    }

    /** Whether this is where all unknown addresses lead. */
    boolean isNowhere() {
        return maxBodyBytes < 0;
    }
}
