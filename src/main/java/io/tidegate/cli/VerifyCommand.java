package io.tidegate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.config.ProviderFile;
import io.tidegate.event.Verdict;
import io.tidegate.provider.CapturedRequest;
import io.tidegate.provider.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges captured requests offline, and says why. */
@Command(
        name = "verify",
        description = {
            "Judges a captured request as a source would, without a gateway and without a network.",
            "The file is JSON: {method, url, headers, body or body_base64, now}.",
            "Exits with 0 if it is genuine, 1 if not; for --requests with 0 if all could be judged."
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(
            arity = "0..1",
            paramLabel = "PROVIDER",
            defaultValue = "",
            description = "The id of a provider; not needed where the file names one.")
    private String providerId = "";

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "What the source would have; may be given several times.")
    private List<String> secrets = new ArrayList<>();

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description = "When it was received, as 2026-11-24T10:00:00Z (default: now).")
    private @Nullable Instant now;

    @Mixin private ProviderOptions options = new ProviderOptions();

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock = InstantSource.system();

    /** Where requests are read from. */
    private static final class Input {

        @Option(names = "--request", paramLabel = "FILE", description = "One request.")
        private @Nullable Path request;

        @Option(
                names = "--requests",
                paramLabel = "FILE",
                description = "A list of {id, provider, secret, method, url, headers, body, now}.")
        private @Nullable Path requests;
    }

    @Override
    public Integer call() {
        var catalogue = options.catalogue();
        PrintWriter out = spec.commandLine().getOut();
        Path list = input.requests;
        if (list == null) {
            var judgement = judge(catalogue, new CapturedRequest(read(input.request)));
            out.println(judgement.text());
            out.flush();
            return judgement.isGenuine() ? 0 : 1;
        }
        for (JsonNode node : read(list)) {
            var request = new CapturedRequest(node);
            out.println(judge(catalogue, request).json(request.id()));
        }
        out.flush();
        return 0;
    }

    private static JsonNode read(@Nullable Path file) {
        if (file == null) {
            throw new CommandFailure("give --request FILE or --requests FILE");
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + e.getMessage());
        }
    }

    private Judgement judge(Catalogue catalogue, CapturedRequest captured) {
        String id = captured.provider().isEmpty() ? providerId : captured.provider();
        ProviderFile file = ProviderOptions.file(catalogue, id);
        var all = new ArrayList<>(secrets);
        captured.secret().ifPresent(all::add);
        try {
            var bench = captured.onBench(file);
            options.applyTo(bench, file);
            Verdict verdict =
                    bench.judge(
                            captured.request(now == null ? clock.instant() : now),
                            all,
                            captured::key);
            return Judgement.of(verdict);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "cannot judge %s: %s".formatted(captured.id(), e.getMessage()));
        }
    }
}
