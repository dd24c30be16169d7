package io.tidegate.provider;

import io.tidegate.config.DedupConfig;
import io.tidegate.config.ProviderFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an event of a source is a duplicate of one before: what the source says, else what its
 * provider makes likely.
 *
 * @param window for how long; zero: never
 * @param byBytes whether an event with the body of another is a duplicate whatever its id
 * @param keepsConflicts whether an event with the id of another and a body of its own is delivered
 */
public record Dedup(Duration window, boolean byBytes, boolean keepsConflicts) {

    static Dedup of(DedupConfig source, ProviderFile provider, Duration usual) {
        return new Dedup(
                window(source.window(), provider.sender().retryFor(), usual),
                source.bytes() == null ? provider.event().bytes() : source.bytes(),
                source.conflicts() == null
                        ? !provider.event().varies()
                        : source.conflicts() == DedupConfig.Conflicts.DELIVER);
    }

    private static Duration window(@Nullable Duration own, Duration retryFor, Duration usual) {
        if (own != null) {
            return own;
        }
        return retryFor.isZero() ? usual : retryFor;
    }
}
