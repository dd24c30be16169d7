package io.tidegate.cli;

import io.tidegate.config.ProviderFile;
import io.tidegate.provider.Catalogue;
import io.tidegate.provider.Provider;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the providers that can be verified, or explains one. */
@Command(
        name = "providers",
        description = {
            "Lists the providers that can be verified without writing anything down.",
            "With the id of one, explains it; with any other text, lists those that match it."
        })
public final class ProvidersCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            defaultValue = "",
            description = "The id of a provider, or a text to look for.")
    private String id = "";

    @Mixin private OutputOption output = new OutputOption();

    @Mixin private ProviderOptions options = new ProviderOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var catalogue = options.catalogue();
        var exact = catalogue.find(id);
        var found = exact.map(List::of).orElseGet(() -> matching(catalogue));
        if (found.isEmpty()) {
            throw new CommandFailure(
                    "no provider matches '%s'; 'tidegate providers' lists all %d, and any sender can"
                                    .formatted(id, catalogue.ids().size())
                            + " be described with 'verify:' in the configuration");
        }
        var out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(ProviderJson.write(found));
        } else if (exact.isPresent()) {
            ProviderPage.write(exact.get(), out);
        } else {
            list(found, out);
        }
        out.flush();
        return 0;
    }

    private List<Provider> matching(Catalogue catalogue) {
        var text = id.toLowerCase(Locale.ROOT);
        return catalogue.all().stream()
                .filter(it -> searchable(it.file()).toLowerCase(Locale.ROOT).contains(text))
                .toList();
    }

    private static String searchable(ProviderFile file) {
        return file.id() + " " + file.name() + " " + file.category();
    }

    private static void list(List<Provider> providers, PrintWriter out) {
        for (var provider : providers) {
            var file = provider.file();
            out.printf("%-20s %-36s %s%n", file.id(), file.name(), file.category());
        }
        out.printf("%n%d providers; 'tidegate providers ID' explains one%n", providers.size());
    }
}
