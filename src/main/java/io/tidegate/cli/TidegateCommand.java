package io.tidegate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program itself; without a command it serves. */
@Command(
        name = "tidegate",
        header = "A self-hosted event gateway: verified webhooks in, delivered events out.",
        footer = {
            "Without a command, tidegate serves what config/tidegate.yaml describes.",
            "Try: tidegate check, tidegate serve, tidegate send github --help"
        },
        versionProvider = Version.class,
        subcommands = HelpCommand.class)
public final class TidegateCommand {}
