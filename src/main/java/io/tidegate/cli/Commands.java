package io.tidegate.cli;

import io.tidegate.config.ConfigException;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Puts the commands together and turns failures into one line and an exit code. */
public final class Commands {

    private static final Map<String, String> EXIT_CODES =
            new TreeMap<>(
                    Map.of(
                            "0", "done",
                            "1", "it could not be done; one line on standard error says why",
                            "2", "the configuration or the command line is wrong"));

    private Commands() {}

    /**
     * The whole command line.
     *
     * @param launcher starts gateways for {@code serve}
     * @param environment the environment variables, read once
     */
    public static CommandLine of(Launcher launcher, Map<String, String> environment) {
        var serve = new ServeCommand(launcher, environment);
        var dead =
                new CommandLine(new DeadCommand())
                        .addSubcommand(new DeadListCommand())
                        .addSubcommand(new DeadReplayCommand())
                        .addSubcommand(new DeadDiscardCommand());
        var tidegate =
                new CommandLine(new TidegateCommand())
                        .addSubcommand(serve)
                        .addSubcommand(new CheckCommand(environment))
                        .addSubcommand(new DoctorCommand(environment))
                        .addSubcommand(new TryCommand(environment))
                        .addSubcommand(new SendCommand())
                        .addSubcommand(new VerifyCommand())
                        .addSubcommand(new ProvidersCommand())
                        .addSubcommand(new SchemaCommand())
                        .addSubcommand(dead)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setUsageHelpAutoWidth(true)
                        .setParameterExceptionHandler(Commands::explainUsage)
                        .setExecutionExceptionHandler(Commands::explainFailure);
        dress(tidegate);
        return tidegate;
    }

    /** Every help page has the same parts, whichever command it is for. */
    private static void dress(CommandLine commandLine) {
        commandLine.getSubcommands().values().forEach(Commands::dress);
        CommandSpec command = commandLine.getCommandSpec();
        command.mixinStandardHelpOptions(true);
        command.usageMessage()
                .synopsisHeading("%nUse: ")
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES)
                .footerHeading("%n");
    }

    private static int explainUsage(ParameterException wrong, String... arguments) {
        var command = wrong.getCommandLine();
        command.getErr()
                .printf(
                        "tidegate: %s; see '%s --help'%n",
                        wrong.getMessage(), command.getCommandSpec().qualifiedName());
        command.getErr().flush();
        return 2;
    }

    private static int explainFailure(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof ConfigException wrong) {
            wrong.problems().forEach(command.getErr()::println);
            command.getErr().printf("tidegate: %d problems%n", wrong.problems().size());
            command.getErr().flush();
            return 2;
        }
        if (failure instanceof CommandFailure) {
            command.getErr().println("tidegate: " + failure.getMessage());
            command.getErr().flush();
            return 1;
        }
        throw failure;
    }
}
