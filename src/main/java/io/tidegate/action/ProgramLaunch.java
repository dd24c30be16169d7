package io.tidegate.action;

import io.tidegate.config.ExecConfig;
import io.tidegate.event.Delivery;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a program is started for an event: the payload on its standard input; what is known of the
 * event in variables that begin with {@value ExecConfig#PREFIX}, and the sender's headers in ones
 * that begin with {@code TIDEGATE_HEADER_}.
 */
final class ProgramLaunch {

    /** What a program needs of the gateway's own environment; the rest may be secrets. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");

    private static final String HEADER = ExecConfig.PREFIX + "HEADER_";

    private final ExecConfig config;
    private final Map<String, String> constant = new HashMap<>();

    /**
     * A way to start the configured program.
     *
     * @param environment the gateway's own variables
     */
    ProgramLaunch(ExecConfig config, Map<String, String> environment) {
        this.config = config;
        for (String name : INHERITED) {
            if (environment.containsKey(name)) {
                constant.put(name, environment.getOrDefault(name, ""));
            }
        }
        config.environment().forEach((name, value) -> constant.put(name, value.value()));
    }

    /** Starts it; blocks until it runs. */
    RunningProgram start(Delivery delivery) throws IOException {
        var program = new ProcessBuilder(config.command()).redirectErrorStream(true);
        if (!config.folder().isEmpty()) {
            program.directory(new File(config.folder()));
        }
        program.environment().clear();
        program.environment().putAll(constant);
        program.environment().putAll(variables(delivery));
        return start(program, delivery.payload());
    }

    /**
     * A file, not a pipe: a program that does not read it blocks no thread of ours. Its name is
     * gone as soon as the program has it open.
     */
    private RunningProgram start(ProcessBuilder program, byte[] payload) throws IOException {
        Path input = Files.createTempFile("tidegate-exec", "");
        try {
            Files.write(input, payload);
            var process = program.redirectInput(input.toFile()).start();
            return new RunningProgram(process, Math.toIntExact(config.maxOutput().bytes()));
        } finally {
            Files.delete(input);
        }
    }

    private static Map<String, String> variables(Delivery delivery) {
        var variables = new HashMap<String, String>();
        OutboundHeaders.kept(delivery)
                .forEach((name, value) -> variables.put(HEADER + word(name), clean(value)));
        Attributes.of(delivery)
                .forEach(
                        (name, value) ->
                                variables.put(
                                        ExecConfig.PREFIX + word(name.replace("tidegate-", "")),
                                        clean(value)));
        return variables;
    }

    private static String word(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** A variable ends at its first NUL. */
    private static String clean(String value) {
        return value.replace("\0", "");
    }
}
