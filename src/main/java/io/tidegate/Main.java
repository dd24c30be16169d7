package io.tidegate;

import io.tidegate.cli.Commands;
import io.tidegate.log.LogSettings;

/** The program. */
public final class Main {

    /** As for a wrong configuration. */
    private static final int WRONG_SETTING = 2;

    private static final String ALLOCATOR = "io.netty.allocator.type";

    private Main() {}

    /** Runs the command that the arguments name, serving if they name none, and exits. */
    public static void main(String[] arguments) {
        // Netty's newer default keeps more memory after bursts, and was slower here.
        if (System.getProperty(ALLOCATOR) == null) {
            System.setProperty(ALLOCATOR, "pooled");
        }
        var environment = System.getenv();
        // Before anything writes to the log.
        LogSettings.problem(environment).ifPresent(Main::refuse);
        var launcher = new GatewayLauncher(environment);
        var words = arguments.length == 0 ? new String[] {"serve"} : arguments;
        System.exit(Commands.of(launcher, environment).execute(words));
    }

    private static void refuse(String problem) {
        System.err.println("tidegate: " + problem);
        System.exit(WRONG_SETTING);
    }
}
