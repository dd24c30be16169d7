package io.tidegate.log;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment variables that {@code logback.xml} reads. To be checked before the first logger
 * is made: of a wrong format the library complains over 27 lines and then says nothing more, and it
 * takes a wrong level for the finest.
 */
public final class LogSettings {

    private static final Map<String, Set<String>> ALLOWED =
            new TreeMap<>(
                    Map.of(
                            "TIDEGATE_LOG_FORMAT",
                            Set.of("text", "json"),
                            "TIDEGATE_LOG_LEVEL",
                            Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF")));

    private LogSettings() {}

    /** What is wrong with them and what to do, in one line; empty if nothing is. */
    public static Optional<String> problem(Map<String, String> environment) {
        return ALLOWED.entrySet().stream()
                .filter(it -> environment.containsKey(it.getKey()))
                .filter(it -> !isAllowed(it, environment.getOrDefault(it.getKey(), "")))
                .map(it -> problem(it, environment.getOrDefault(it.getKey(), "")))
                .reduce((one, other) -> one + "; " + other);
    }

    /** The library reads names of levels in either case, and names of files in this one only. */
    private static boolean isAllowed(Map.Entry<String, Set<String>> setting, String value) {
        boolean isLevel = setting.getKey().endsWith("LEVEL");
        return setting.getValue().contains(isLevel ? value.toUpperCase(Locale.ROOT) : value);
    }

    private static String problem(Map.Entry<String, Set<String>> setting, String value) {
        return "%s is '%s': set it to one of %s, or unset it"
                .formatted(
                        setting.getKey(),
                        value.replaceAll("\\p{Cntrl}", "_"),
                        setting.getValue().stream().sorted().collect(Collectors.joining(", ")));
    }
}
