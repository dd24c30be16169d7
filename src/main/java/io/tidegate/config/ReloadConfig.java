package io.tidegate.config;

import java.time.Duration;

/**
 * How a changed configuration is noticed while the gateway runs.
 *
 * @param every how often the content of the file, of every secret file that it names and of the
 *     provider files is looked at, up to 1h; 0s: never, and then only when somebody asks for it by
 *     the admin API; default 5s
 */
public record ReloadConfig(@Default("5s") Duration every) {

    private static final Duration LONGEST = Duration.ofHours(1);

    public ReloadConfig {
        new Bounds()
                .that(
                        "every",
                        !every.isNegative() && every.compareTo(LONGEST) <= 0,
                        "must be 0s to 1h")
                .check();
    }
}
