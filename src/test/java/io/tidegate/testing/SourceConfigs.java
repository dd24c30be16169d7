package io.tidegate.testing;

import io.tidegate.config.ByteSize;
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
        return new SourceConfig(provider, verify, secrets(secrets), Map.of(), "", maxBody, false);
    }

    /** A source of a provider that wants to be told more. */
    public static SourceConfig of(
            String provider, Map<String, String> settings, String url, String... secrets) {
        return new SourceConfig(
                provider, List.of(), secrets(secrets), settings, url, new ByteSize(0), false);
    }

    /** A source that only emitted events reach. */
    public static SourceConfig internal() {
        return new SourceConfig("", List.of(), List.of(), Map.of(), "", new ByteSize(0), true);
    }

    private static List<Secret> secrets(String... secrets) {
        return Arrays.stream(secrets).map(Secret::new).toList();
    }
}
