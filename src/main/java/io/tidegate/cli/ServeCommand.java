package io.tidegate.cli;

import io.tidegate.cli.ServeOptions.Role;
import io.tidegate.cli.ServeOptions.StoreKind;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the gateway until it is told to stop. */
@Command(
        name = "serve",
        description = {
            "Runs the gateway until it gets SIGTERM or Ctrl-C, then drains and stops.",
            "Exits with 2 and all problems at once if the configuration is wrong."
        })
public final class ServeCommand implements Callable<Integer> {

    private final Launcher launcher;
    private final Map<String, String> environment;

    @Mixin private ConfigurationOption configuration = new ConfigurationOption();
    @Mixin private ExtensionOptions extensions = new ExtensionOptions();

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            description =
                    "Which parts run here: ${COMPLETION-CANDIDATES} (default: all three),"
                            + " separated by commas.")
    private Set<Role> roles = EnumSet.allOf(Role.class);

    @Option(
            names = "--store",
            paramLabel = "KIND",
            defaultValue = "redis",
            description =
                    "Where events are kept: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})."
                            + " With memory nothing survives the end of the process.")
    private StoreKind store = StoreKind.REDIS;

    /** A command that starts gateways with {@code launcher}. */
    public ServeCommand(Launcher launcher, Map<String, String> environment) {
        this.launcher = launcher;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        var blueprint = Blueprint.read(configuration.file(), environment, extensions.load());
        var running = await(launcher.launch(blueprint, new ServeOptions(roles, store)));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stopQuietly(running);
                                    stopped.countDown();
                                },
                                "tidegate-stop"));
        stopped.await();
        return 0;
    }

    private static <T> T await(Future<T> future) throws InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw new CommandFailure(String.valueOf(cause == null ? failed : cause.getMessage()));
        }
    }

    private static void stopQuietly(Launcher.Running running) {
        try {
            await(running.stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
