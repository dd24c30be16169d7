package io.tidegate.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows dead letters and sorts them out; see its own commands. */
@Command(
        name = "dead",
        description = {
            "Shows what a running gateway could not deliver, tries it again, or forgets it.",
            "See tidegate dead list --help, dead replay --help and dead discard --help."
        })
public final class DeadCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: dead list, dead replay or dead discard");
    }
}
