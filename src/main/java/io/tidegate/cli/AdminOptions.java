package io.tidegate.cli;

import java.net.URI;
import picocli.CommandLine.Option;

/** The options of commands that ask a running gateway. */
final class AdminOptions {

    @Option(
            names = "--admin",
            paramLabel = "URL",
            defaultValue = "http://localhost:9090",
            description = "The admin port of a gateway (default: ${DEFAULT-VALUE}).")
    private URI admin = URI.create("http://localhost:9090");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${TIDEGATE_ADMIN_TOKEN:-}",
            description = "Its token (default: the variable TIDEGATE_ADMIN_TOKEN).")
    private String token = "";

    /** The way to the gateway. */
    AdminLink link() {
        String scheme = String.valueOf(admin.getScheme());
        if (!scheme.matches("https?") || admin.getHost() == null) {
            throw new CommandFailure(
                    "--admin must be an address, as http://localhost:9090, not " + admin);
        }
        return new AdminLink(admin, token);
    }
}
