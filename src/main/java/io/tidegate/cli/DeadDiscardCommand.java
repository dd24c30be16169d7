package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Forgets dead letters. */
@Command(
        name = "discard",
        description = {
            "Forgets dead letters for good. Without --yes it only counts them, and exits with 1.",
            "Exits with 0 if all that were meant are forgotten, 1 if some are left."
        })
public final class DeadDiscardCommand implements Callable<Integer> {

    @Mixin private DeadChoice choice = new DeadChoice();

    @Option(names = "--yes", description = "Really forgets them.")
    private boolean isMeant;

    @Mixin private AdminOptions admin = new AdminOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        return isMeant ? discard() : count();
    }

    private int discard() throws InterruptedException {
        var result = admin.link().delete("/api/v1/dead", choice.query());
        return DeadResult.of(result, "discarded").print(false, spec.commandLine().getOut());
    }

    private int count() throws InterruptedException {
        var result = admin.link().post("/api/v1/dead/replay", choice.json().put("dryRun", true));
        var out = spec.commandLine().getOut();
        out.printf(
                "%s: %d would be forgotten for good; add --yes%n",
                choice.destination(), result.getInteger("matched"));
        out.flush();
        return 1;
    }
}
