package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has dead letters tried again. */
@Command(
        name = "replay",
        description = {
            "Has dead letters tried again, as if nothing had been tried yet.",
            "Exits with 0 if all that were meant are under way again, 1 if some are left."
        })
public final class DeadReplayCommand implements Callable<Integer> {

    @Mixin private DeadChoice choice = new DeadChoice();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "",
            description = "Not faster than this, as 50/s.")
    private String rate = "";

    @Option(
            names = "--to",
            paramLabel = "DESTINATION",
            defaultValue = "",
            description = "Delivers them to another destination in place of their own.")
    private String to = "";

    @Option(names = "--dry-run", description = "Counts them, and does nothing.")
    private boolean isDryRun;

    @Mixin private AdminOptions admin = new AdminOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var body = choice.json().put("dryRun", isDryRun);
        if (!rate.isEmpty()) {
            body.put("rate", rate);
        }
        if (!to.isEmpty()) {
            body.put("to", to);
        }
        var result = admin.link().post("/api/v1/dead/replay", body);
        return DeadResult.of(result, "replayed").print(isDryRun, spec.commandLine().getOut());
    }
}
