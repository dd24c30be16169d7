package io.tidegate.cli;

import io.tidegate.config.RedisConfig;
import io.tidegate.store.Finding;
import io.tidegate.store.redis.Examination;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything that a gateway depends on, and says what to change. */
@Command(
        name = "doctor",
        description = {
            "Connects to Redis as the configuration says and examines it, the ports and the secrets.",
            "Prints each finding with what to do about it, and changes nothing.",
            "Exits with 1 if something must be changed."
        })
public final class DoctorCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Mixin private ConfigurationOption configuration = new ConfigurationOption();
    @Mixin private ExtensionOptions extensions = new ExtensionOptions();

    @Mixin private OutputOption output = new OutputOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    /** A command that takes variables from {@code environment}. */
    public DoctorCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        var blueprint = Blueprint.read(configuration.file(), environment, extensions.load());
        var findings = new ArrayList<>(store(blueprint));
        findings.addAll(new LocalCheck(blueprint).findings());
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(json(findings).encodePrettily());
        } else {
            findings.forEach(it -> print(it, out));
            out.printf("%d errors, %d warnings%n", errors(findings), warnings(findings));
        }
        out.flush();
        return errors(findings) == 0 ? 0 : 1;
    }

    private static List<Finding> store(Blueprint blueprint) throws InterruptedException {
        RedisConfig redis = blueprint.config().redis();
        if (!redis.isEmbedded()) {
            return examine(blueprint, redis);
        }
        Optional<RedisConfig> running = running(redis);
        return running.isPresent()
                ? examine(blueprint, running.get())
                : List.of(LocalCheck.folder(redis.data()));
    }

    private static Optional<RedisConfig> running(RedisConfig redis) {
        try {
            return Examination.running(redis);
        } catch (IOException unreadable) {
            throw new CommandFailure("cannot look into redis.data: " + unreadable.getMessage());
        }
    }

    private static List<Finding> examine(Blueprint blueprint, RedisConfig redis)
            throws InterruptedException {
        var vertx = Vertx.vertx();
        var store = blueprint.config().store();
        var examination = new Examination(vertx, store, InstantSource.system());
        try {
            return examination.of(redis).toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static long errors(List<Finding> findings) {
        return findings.stream().filter(Finding::isError).count();
    }

    private static long warnings(List<Finding> findings) {
        return findings.stream().filter(it -> it.grade() == Finding.Grade.WARNING).count();
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("%-8s %-14s %s%n", finding.grade().word(), finding.subject(), finding.text());
        if (!finding.remedy().isEmpty()) {
            out.printf("%-23s -> %s%n", "", finding.remedy());
        }
    }

    private static JsonObject json(List<Finding> findings) {
        var list = new JsonArray();
        for (Finding finding : findings) {
            list.add(
                    new JsonObject()
                            .put("grade", finding.grade().word())
                            .put("subject", finding.subject())
                            .put("text", finding.text())
                            .put("remedy", finding.remedy()));
        }
        return new JsonObject()
                .put("errors", errors(findings))
                .put("warnings", warnings(findings))
                .put("findings", list);
    }
}
