package io.tidegate.config;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Turns text into a YAML tree, within limits of size, depth and repetition. */
final class YamlText {

    /** The largest document in characters, and the largest file in bytes. */
    static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_DEPTH = 30;
    private static final int MAX_ALIASES = 50;

    private YamlText() {}

    /**
     * The tree of the one document in {@code text}.
     *
     * @param file the file, for problems
     * @throws ConfigException if the text is empty or is not YAML
     */
    static Node parse(String file, String text) {
        return compose(file, text)
                .orElseThrow(() -> wrong(file, 0, "the file is empty; it needs at least one key"));
    }

    private static Optional<Node> compose(String file, String text) {
        try {
            return Optional.ofNullable(yaml().compose(new StringReader(text)));
        } catch (MarkedYAMLException syntax) {
            throw wrong(file, lineOf(syntax), "not valid YAML: " + textOf(syntax));
        } catch (ReaderException forbidden) {
            int character = forbidden.getCodePoint();
            String name = String.format(Locale.ROOT, "U+%04X", character);
            throw wrong(
                    file,
                    lineOf(text, character),
                    "not valid YAML: the character " + name + " is not allowed");
        } catch (YAMLException other) {
            throw wrong(file, 0, "not valid YAML: " + firstLine(other.getMessage()));
        }
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        return new Yaml(new SafeConstructor(options));
    }

    private static int lineOf(MarkedYAMLException syntax) {
        Mark mark = syntax.getProblemMark();
        return mark == null ? 0 : mark.getLine() + 1;
    }

    private static int lineOf(String text, int character) {
        int index = Math.max(text.indexOf(character), 0);
        return 1 + (int) text.substring(0, index).chars().filter(it -> it == '\n').count();
    }

    private static String textOf(MarkedYAMLException syntax) {
        String context = syntax.getContext();
        String problem = firstLine(syntax.getProblem());
        return context == null ? problem : firstLine(context) + ", " + problem;
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
    }

    private static ConfigException wrong(String file, int line, String text) {
        return new ConfigException(List.of(new Problem(file, line, "", text)));
    }
}
