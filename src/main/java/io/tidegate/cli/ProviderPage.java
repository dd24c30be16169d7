package io.tidegate.cli;

import io.tidegate.config.ProviderFile;
import io.tidegate.provider.Explanation;
import io.tidegate.provider.Provider;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One provider on one screen: what is checked, how to set it up, how it behaves. */
final class ProviderPage {

    private final Provider provider;
    private final ProviderFile file;
    private final Explanation explanation;
    private final PrintWriter out;

    private ProviderPage(Provider provider, PrintWriter out) {
        this.provider = provider;
        this.out = out;
        file = provider.file();
        explanation = new Explanation(provider);
    }

    /** Writes the page. */
    static void write(Provider provider, PrintWriter out) {
        new ProviderPage(provider, out).write();
    }

    private void write() {
        out.printf("%s (%s)%n%s%n", file.name(), file.id(), file.docs());
        section("Checked" + (file.verify().size() > 1 ? ", any of" : ""), explanation.checks());
        section("Mind", explanation.warnings());
        section("Asks about the address", explanation.questions());
        out.println();
        line("Event id:", file.event().id().isEmpty() ? "a hash of the body" : file.event().id());
        line("Event type:", file.event().type().isEmpty() ? "none" : file.event().type());
        line("Answer:", Integer.toString(file.respond().status()));
        line("Waits:", Explanation.text(file.sender().timeout()) + " for the answer");
        line("On errors:", file.sender().retries());
        Duration repeats = file.sender().retryFor();
        line(
                "Repeats:",
                repeats.isZero()
                        ? "for how long is not known"
                        : "the same event for up to " + Explanation.text(repeats));
        setUp();
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.printf("%n%s:%n", title);
            lines.forEach(it -> out.println("  - " + it));
        }
    }

    private void setUp() {
        out.printf("%nSet up:%n  sources:%n    %s:%n      provider: %s%n", file.id(), file.id());
        if (!provider.needsNoSecret()) {
            out.printf("      secrets: [\"${%s}\"]%n", variable());
        }
        if (!file.settings().isEmpty()) {
            out.println("      settings:");
            file.settings()
                    .forEach(
                            (name, setting) ->
                                    out.printf(
                                            "        %s: %s   # %s%s%n",
                                            name,
                                            quoted(setting.example()),
                                            setting.about(),
                                            setting.byDefault() == null ? "" : "; optional"));
        }
        out.println();
        line("Secret:", file.secret());
        line("Address:", "https://your-host/in/" + file.id());
        line(
                "Try it:",
                "tidegate send %s --to http://localhost:8080/in/%s --secret ..."
                        .formatted(file.id(), file.id()));
    }

    /** As a file can be made of it: texts such as {@code @method} mean something else unquoted. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String variable() {
        return file.id().toUpperCase(Locale.ROOT).replace('-', '_') + "_WEBHOOK_SECRET";
    }

    private void line(String label, String text) {
        if (!text.isEmpty()) {
            out.printf("%-12s %s%n", label, text);
        }
    }
}
