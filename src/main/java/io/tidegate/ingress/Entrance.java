package io.tidegate.ingress;

import io.tidegate.config.PublicConfig;
import io.tidegate.event.Refusal;
import io.tidegate.event.Reply;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.metrics.SourceMeters;
import io.tidegate.provider.Source;
import java.time.Duration;

/**
 * A source with everything that a request to it needs at hand. Shared by all event loops.
 *
 * @param source its name
 * @param terms what it lets in
 * @param judging how it judges
 * @param isRepeating whether its sender comes again with what was not accepted
 * @param patienceNanos how long it may wait for an answer
 * @param isTraceTrusted whether its sender may say which trace a request belongs to
 * @param accepted the answer to an accepted event; an empty body stands for the gateway's own
 * @param meters what is counted of it
 */
record Entrance(
        String source,
        Terms terms,
        Judging judging,
        boolean isRepeating,
        long patienceNanos,
        boolean isTraceTrusted,
        Reply accepted,
        SourceMeters meters) {

    /**
     * The entrance of a configured source.
     *
     * @param patience how long any sender may wait for an answer
     * @param keepsSecrets whether there is a place for secrets that senders hand over
     */
    static Entrance of(
            Source source,
            PublicConfig config,
            Duration patience,
            boolean keepsSecrets,
            GatewayMetrics metrics) {
        return new Entrance(
                source.name(),
                Terms.of(
                        source.maxBodyBytes(config.maxBody().bytes()),
                        source.methods(),
                        source.mayBeCompressed(),
                        source.challenge()),
                Judging.of(source, keepsSecrets),
                !source.sendsOnce(),
                source.patience(patience).toNanos(),
                source.trustsTrace(),
                source.accepted(),
                metrics.source(source.name()));
    }

    /** Whether this is where all unknown addresses lead. */
    boolean isNowhere() {
        return terms.maxBodyBytes() < 0;
    }

    /** What is answered to a request that is turned away here. */
    Answer refusal(Refusal reason) {
        return reason == Refusal.METHOD ? terms.wrongMethod() : Problems.of(reason);
    }
}
