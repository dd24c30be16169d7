package io.tidegate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of the configuration or of provider files, for editors and tools. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of the configuration file, or of provider files.",
            "Editors complete and check the file when its first line names the schema:",
            "  # yaml-language-server: $schema=tidegate.schema.json"
        })
public final class SchemaCommand implements Callable<Integer> {

    @Option(names = "--provider", description = "The schema of provider files.")
    private boolean isOfProvider;

    @Spec private CommandSpec spec;

    /** For picocli, which fills in the rest. */
    public SchemaCommand() {
        spec = CommandSpec.create();
    }

    private String resource() {
        return "/tidegate/" + (isOfProvider ? "provider" : "tidegate") + ".schema.json";
    }

    @Override
    public Integer call() {
        try (var schema = SchemaCommand.class.getResourceAsStream(resource())) {
            if (schema == null) {
                throw new CommandFailure("this build carries no schema; package it with Maven");
            }
            var text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
