package io.tidegate;

import io.tidegate.cli.Commands;

/** The program. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name, serving if they name none, and exits. */
    public static void main(String[] arguments) {
        var environment = System.getenv();
        var launcher = new GatewayLauncher(environment.getOrDefault("PATH", ""));
        var words = arguments.length == 0 ? new String[] {"serve"} : arguments;
        System.exit(Commands.of(launcher, environment).execute(words));
    }
}
