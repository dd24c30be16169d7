package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.config.VerifyConfig.TimestampConfig;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.TimeUnit;
import io.tidegate.verify.scheme.TimeWindow;
import io.tidegate.verify.value.Value;
import java.util.Optional;

/**
 * Where a proof and its time are.
 *
 * @param config what the file says
 * @param workshop what it is made with
 * @param remarks where problems are told
 */
record ProofPlace(VerifyConfig config, Workshop workshop, Remarks remarks) {

    /**
     * The place of the proof.
     *
     * @param usual where it is if the file does not say; empty if the file must say
     */
    Optional<Value> value(String usual) {
        if (!config.header().isEmpty() && !config.from().isEmpty()) {
            remarks.add("has both 'header' and 'from'; leave one out");
            return Optional.empty();
        }
        String header = config.header().isEmpty() ? usual : "header:" + config.header();
        String text = config.from().isEmpty() ? header : config.from();
        if (text.isEmpty()) {
            remarks.add("needs 'header' or 'from', which says where the signature is");
            return Optional.empty();
        }
        return workshop.value(text, remarks.at(config.from().isEmpty() ? "header" : "from"));
    }

    /** How old a request may be. */
    Optional<Freshness> freshness() {
        TimestampConfig timestamp = config.timestamp();
        if (timestamp.from().isEmpty()) {
            return Optional.of(Freshness.ANY_AGE);
        }
        Remarks here = remarks.at("timestamp");
        return workshop.value(timestamp.from(), here.at("from"))
                .flatMap(
                        from ->
                                here.at("tolerance")
                                        .attempt(
                                                () ->
                                                        new TimeWindow(
                                                                from,
                                                                unit(timestamp.unit()),
                                                                timestamp.tolerance(),
                                                                timestamp.future())));
    }

    private static TimeUnit unit(TimestampConfig.Unit unit) {
        return switch (unit) {
            case S -> TimeUnit.SECONDS;
            case MS -> TimeUnit.MILLISECONDS;
            case US -> TimeUnit.MICROSECONDS;
            case NS -> TimeUnit.NANOSECONDS;
            case ISO -> TimeUnit.ISO;
            case HTTP -> TimeUnit.HTTP;
        };
    }
}
