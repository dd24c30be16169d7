package io.tidegate.cli;

import picocli.CommandLine.Option;

/** The option that says how a command prints what it found. */
final class OutputOption {

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputForm form = OutputForm.TEXT;

    /** Whether tools will read it. */
    boolean isJson() {
        return form == OutputForm.JSON;
    }
}
