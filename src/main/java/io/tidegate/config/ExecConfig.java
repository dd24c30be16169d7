package io.tidegate.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs a program for each event, with the payload on its standard input; only if the gateway was
 * started with {@code --allow-exec}.
 *
 * @param command the program and its arguments, one by one; no shell reads them
 * @param folder the folder in which it runs; default the gateway's own
 * @param environment variables to add; may hold secrets. Of the gateway's own the program sees
 *     PATH, HOME, LANG, TZ and TMPDIR only
 * @param maxOutput how much of what it prints is kept, 0 to 1MiB; the rest is read and dropped;
 *     default 64KiB
 * @param logOutput whether what was kept is logged; default false
 */
public record ExecConfig(
        List<String> command,
        @Default("") String folder,
        Map<String, Secret> environment,
        @Default("64KiB") ByteSize maxOutput,
        @Default("false") boolean logOutput) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final String NUL = "\0";

    /** How the names of the variables begin that tell of the event. */
    public static final String PREFIX = "TIDEGATE_";

    public ExecConfig {
        command = List.copyOf(command);
        new Bounds()
                .that(
                        "command",
                        !command.isEmpty()
                                && !command.get(0).isBlank()
                                && command.stream().noneMatch(it -> it.contains(NUL)),
                        "must name a program and its arguments, as [/usr/local/bin/notify, --fast]")
                .that(
                        "environment",
                        environment.keySet().stream().allMatch(ExecConfig::isVariable),
                        "must have names of letters, digits and _, not beginning with " + PREFIX)
                .between("maxOutput", maxOutput, new ByteSize(0), new ByteSize(1 << 20))
                .check();
    }

    private static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches() && !name.startsWith(PREFIX);
    }
}
