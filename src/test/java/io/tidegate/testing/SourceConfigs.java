package io.tidegate.testing;

import io.tidegate.config.ByteSize;
import io.tidegate.config.DedupConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceConfig;
import io.tidegate.config.VerifyConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Configurations of sources that say only what a test is about. */
public final class SourceConfigs {

    private SourceConfigs() {}

    /** A source of a provider. */
    public static SourceConfig of(String provider, String... secrets) {
        return of(provider, List.of(), new ByteSize(0), secrets);
    }

    /** A source that says itself how it is verified, or one of a provider, with a limit. */
    public static SourceConfig of(
            String provider, List<VerifyConfig> verify, ByteSize maxBody, String... secrets) {
        return new SourceConfig(
                provider,
                verify,
                secrets(secrets),
                Map.of(),
                "",
                DedupConfig.USUAL,
                maxBody,
                List.of(),
                false,
                false);
    }

    /** A source of a provider that wants to be told more. */
    public static SourceConfig of(
            String provider, Map<String, String> settings, String url, String... secrets) {
        return new SourceConfig(
                provider,
                List.of(),
                secrets(secrets),
                settings,
                url,
                DedupConfig.USUAL,
                new ByteSize(0),
                List.of(),
                false,
                false);
    }

    /** A source that routes can name by labels. */
    public static SourceConfig labelled(String provider, String... labels) {
        return new SourceConfig(
                provider,
                List.of(),
                List.of(),
                Map.of(),
                "",
                DedupConfig.USUAL,
                new ByteSize(0),
                List.of(labels),
                false,
                false);
    }

    /** A source of a provider that says when events are duplicates. */
    public static SourceConfig of(String provider, DedupConfig dedup, String secret) {
        return new SourceConfig(
                provider,
                List.of(),
                secrets(secret),
                Map.of(),
                "",
                dedup,
                new ByteSize(0),
                List.of(),
                false,
                false);
    }

    /** A source that only emitted events reach. */
    public static SourceConfig internal() {
        return new SourceConfig(
                "",
                List.of(),
                List.of(),
                Map.of(),
                "",
                DedupConfig.USUAL,
                new ByteSize(0),
                List.of(),
                true,
                false);
    }

    private static List<Secret> secrets(String... secrets) {
        return Arrays.stream(secrets).map(Secret::new).toList();
    }
}
