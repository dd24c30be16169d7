package io.tidegate.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gateway's configuration file as it was read, which still knows the line of everything. */
public final class ConfigFile {

    private final GatewayConfig draft;
    private final Positions positions;
    private final List<Problem> unreadable;

    private ConfigFile(GatewayConfig draft, Positions positions, List<Problem> unreadable) {
        this.draft = draft;
        this.positions = positions;
        this.unreadable = unreadable;
    }

    /**
     * Reads the file and replaces its references to the environment.
     *
     * @param environment the environment variables
     * @throws ConfigException if there is no such file, or it is not YAML; all other problems are
     *     kept for {@link #problems}
     */
    public static ConfigFile read(Path file, Map<String, String> environment) {
        return read(file, environment, new FilePrints());
    }

    /**
     * The same.
     *
     * @param prints where it is noted what the file and those that it refers to held
     */
    public static ConfigFile read(Path file, Map<String, String> environment, FilePrints prints) {
        prints.note(file);
        return parse(file.toString(), textOf(file), new References(environment, prints));
    }

    private static String textOf(Path file) {
        try {
            return TextFile.read(file, YamlText.MAX_LENGTH);
        } catch (IOException failure) {
            String text = "cannot read the configuration: " + failure.getMessage();
            throw new ConfigException(List.of(new Problem(file.toString(), 0, "", text)));
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param file how problems name it
     * @throws ConfigException if it is not YAML
     */
    static ConfigFile parse(String file, String text, Map<String, String> environment) {
        return parse(file, text, new References(environment, new FilePrints()));
    }

    private static ConfigFile parse(String file, String text, References references) {
        var findings = new Findings(file);
        GatewayConfig draft =
                new RecordBinder(findings, references)
                        .bind(GatewayConfig.class, YamlText.parse(file, text))
                        .orElseThrow(() -> new ConfigException(findings.problems()));
        return new ConfigFile(draft, findings.positions(), findings.problems());
    }

    /**
     * The configuration as far as it could be read, to look for more problems in it. Where the file
     * is wrong it holds defaults, so it is not to be run before {@link #check} has passed.
     */
    public GatewayConfig draft() {
        return draft;
    }

    /**
     * The configuration.
     *
     * @param providers the ids of the known providers
     * @throws ConfigException with all {@linkplain #problems problems}, if there is any
     */
    public GatewayConfig check(Collection<String> providers) {
        ConfigException.throwIfAny(problems(providers));
        return draft;
    }

    /**
     * All that is wrong with the file, in its order; possibly nothing.
     *
     * @param providers the ids of the known providers
     */
    public List<Problem> problems(Collection<String> providers) {
        // What could not be read is likely to be the cause of what is missing around it.
        Stream<Problem> rules =
                new GatewayRules(draft, positions, providers)
                        .problems().stream().filter(it -> !isExplained(it));
        return Stream.concat(unreadable.stream(), rules).sorted().toList();
    }

    private boolean isExplained(Problem problem) {
        return unreadable.stream().anyMatch(it -> it.isWithin(problem.path()));
    }

    /**
     * What cannot change while the gateway runs and would have to, with the line of each.
     *
     * @param running the configuration that it runs by
     */
    public List<Problem> changesThatNeedARestart(GatewayConfig running) {
        return Fixed.changes(running, draft).stream()
                .map(path -> problem(path, Fixed.reason(path)))
                .filter(it -> !isExplained(it))
                .toList();
    }

    /**
     * A problem that came to light after reading, with the line of what it is about.
     *
     * @param path where in the document, as {@code routes.deploys.when}
     * @param text what is wrong and what to do about it
     */
    public Problem problem(String path, String text) {
        return positions.problem(path, text);
    }
}
