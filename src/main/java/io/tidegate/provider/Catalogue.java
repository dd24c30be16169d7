package io.tidegate.provider;

import io.tidegate.config.CatalogueFile;
import io.tidegate.config.ConfigException;
import io.tidegate.config.Problem;
import io.tidegate.config.ProviderFile;
import io.tidegate.verify.key.KeyShelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * All providers that ship with the gateway, by id. A file is read and compiled when somebody asks
 * for it, because an installation uses few of many. Safe for all threads.
 */
public final class Catalogue {

    private static final String FOLDER = "tidegate/providers/";
    private static final String SUFFIX = ".yaml";

    private final SortedMap<String, Text> texts;
    private final Map<String, CatalogueFile> read = new ConcurrentHashMap<>();

    /** A file that has still to be read. */
    @FunctionalInterface
    private interface Text {
        String read() throws IOException;
    }

    private Catalogue(SortedMap<String, Text> texts) {
        this.texts = texts;
    }

    /** The catalogue in the jar, or in the class folder when running from a build. */
    public static Catalogue load() {
        var texts = new TreeMap<String, Text>();
        try {
            for (String file : fileNames(home())) {
                texts.put(idOf(file), () -> read(file));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException("the catalogue of providers cannot be read", cause);
        }
        return new Catalogue(texts);
    }

    /**
     * The catalogue in the jar with files of the operator's own, which replace those of the same
     * id.
     *
     * @param folder where those are
     */
    public static Catalogue load(Path folder) {
        var texts = new TreeMap<>(load().texts);
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(SUFFIX)).toList()) {
                texts.put(idOf(file.getFileName().toString()), () -> Files.readString(file));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the providers in " + folder, cause);
        }
        return new Catalogue(texts);
    }

    private static String idOf(String fileName) {
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    private static Path home() {
        try {
            var code = Catalogue.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(code.toURI());
        } catch (URISyntaxException cause) {
            throw new IllegalStateException("the program does not know where it is", cause);
        }
    }

    /** The names are listed from the jar itself: a jar need not have entries for folders. */
    static List<String> fileNames(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            try (var jar = new JarFile(home.toFile());
                    var entries = jar.stream()) {
                return yamlFiles(entries.map(entry -> entry.getName()));
            }
        }
        Path folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return yamlFiles(files.map(file -> FOLDER + file.getFileName()));
        }
    }

    private static List<String> yamlFiles(Stream<String> paths) {
        return paths.filter(path -> path.startsWith(FOLDER) && path.endsWith(SUFFIX))
                .map(path -> path.substring(FOLDER.length()))
                .toList();
    }

    private static String read(String file) throws IOException {
        try (var stream = Catalogue.class.getResourceAsStream("/" + FOLDER + file)) {
            if (stream == null) {
                throw new IOException(FOLDER + file + " is listed and not there");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The ids of all providers, in order. */
    public List<String> ids() {
        return List.copyOf(texts.keySet());
    }

    /**
     * What the file of this provider says; empty if there is none.
     *
     * @throws ConfigException if it is wrong
     */
    public Optional<ProviderFile> file(String id) {
        return catalogueFile(id).map(CatalogueFile::provider);
    }

    private Optional<CatalogueFile> catalogueFile(String id) {
        return Optional.ofNullable(texts.get(id))
                .map(text -> read.computeIfAbsent(id, any -> read(id, text)));
    }

    private static CatalogueFile read(String id, Text text) {
        try {
            return parse(id, text.read());
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the file of provider " + id, cause);
        }
    }

    private static CatalogueFile parse(String id, String text) {
        return CatalogueFile.read("providers/" + id + SUFFIX, text);
    }

    /**
     * The provider of this id, as a source with its example settings would have it; empty if there
     * is none.
     *
     * @throws ConfigException if its file is wrong
     */
    public Optional<Provider> find(String id) {
        return catalogueFile(id).map(file -> compile(id, file));
    }

    /**
     * All providers, in the order of their ids.
     *
     * @throws ConfigException if a file is wrong
     */
    public List<Provider> all() {
        return ids().stream().map(this::find).flatMap(Optional::stream).toList();
    }

    /**
     * Compiles the text of one file of the catalogue.
     *
     * @throws ConfigException with all that is wrong with it, by line
     */
    static Provider compile(String id, String text) {
        return compile(id, parse(id, text));
    }

    private static Provider compile(String id, CatalogueFile file) {
        var problems = new ArrayList<Problem>();
        if (!file.provider().id().equals(id)) {
            problems.add(file.problem("id", "must be '" + id + "', the name of the file"));
        }
        Optional<Provider> provider =
                Provider.compile(
                        file.provider(),
                        SourceSettings.examples(file.provider()),
                        new KeyShelf(),
                        (path, remark) -> problems.add(file.problem(path, remark)));
        ConfigException.throwIfAny(problems);
        return provider.orElseThrow();
    }
}
