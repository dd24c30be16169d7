package io.tidegate.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A catalogue for tests: {@code github} and {@code gitlab} sign, {@code open} does not. */
final class Catalogue {

    static final Map<String, ProviderFile> SMALL =
            Stream.of(
                            provider("github", "{scheme: hmac, header: X-Hub-Signature-256}"),
                            provider("gitlab", "{scheme: token, header: X-Gitlab-Token}"),
                            provider("open", "none"))
                    .collect(Collectors.toMap(ProviderFile::id, it -> it));

    private Catalogue() {}

    /** The catalogue as it is shipped. */
    static Map<String, ProviderFile> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config/providers"))) {
            return files.map(Catalogue::read).collect(Collectors.toMap(ProviderFile::id, it -> it));
        }
    }

    private static ProviderFile read(Path file) {
        try {
            return CatalogueFile.read(file.toString(), Files.readString(file)).provider();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The problems of a file {@code t.yaml} of this text, as a person sees them. */
    static List<String> problemsOf(String text) {
        return ConfigFile.parse("t.yaml", text, Map.of()).problems(SMALL.keySet()).stream()
                .map(Problem::toString)
                .toList();
    }

    private static ProviderFile provider(String id, String verify) {
        var lines =
                List.of("id: " + id, "name: " + id, "docs: https://x.test", "verify: " + verify);
        return CatalogueFile.read(id + ".yaml", String.join("\n", lines)).provider();
    }
}
