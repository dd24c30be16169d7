package io.tidegate.cli;

import io.tidegate.action.ActionCheck;
import io.tidegate.action.KafkaCheck;
import io.tidegate.config.ConfigException;
import io.tidegate.config.ConfigFile;
import io.tidegate.config.FilePrints;
import io.tidegate.config.GatewayConfig;
import io.tidegate.config.KafkaConfig;
import io.tidegate.config.Problem;
import io.tidegate.provider.Catalogue;
import io.tidegate.provider.Source;
import io.tidegate.route.OrderKeys;
import io.tidegate.route.RouteException;
import io.tidegate.route.Router;
import io.tidegate.verify.key.KeyShelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that the configuration says, compiled and ready to be deployed.
 *
 * @param config the checked configuration
 * @param sources the entrances by name, which internal sources have none of
 * @param router the routes
 * @param shelf where fetched keys are put for the sources to find
 * @param origin where it comes from
 * @param prints what the files held that it was read from
 */
public record Blueprint(
        GatewayConfig config,
        Map<String, Source> sources,
        Router router,
        KeyShelf shelf,
        Origin origin,
        FilePrints prints) {

    public Blueprint {
        sources = Map.copyOf(sources);
    }

    /**
     * Reads and compiles a configuration file.
     *
     * @param environment the variables that the file may refer to
     * @param extensions what the command line adds to the kinds of action
     * @throws ConfigException with every problem of the file, its filters and its secrets
     */
    public static Blueprint read(
            Path file, Map<String, String> environment, Extensions extensions) {
        return read(
                new Origin(file, environment, extensions),
                new KeyShelf(),
                new FilePrints(),
                nothing -> List.of());
    }

    /**
     * Reads and compiles the same files as they are now, to go over to what they say while this
     * configuration runs.
     *
     * @param prints where it is noted what they held, also if they are wrong
     * @throws ConfigException with every problem, and every change that needs a restart
     */
    public Blueprint again(FilePrints prints) {
        return read(origin, shelf, prints, it -> it.changesThatNeedARestart(config));
    }

    private static Blueprint read(
            Origin origin,
            KeyShelf shelf,
            FilePrints prints,
            Function<ConfigFile, List<Problem>> objections) {
        var configuration = ConfigFile.read(origin.file(), origin.environment(), prints);
        var catalogue = catalogue(configuration, prints);
        var problems = new ArrayList<>(configuration.problems(catalogue.ids()));
        problems.addAll(objections.apply(configuration));
        var sources = sources(configuration, catalogue, shelf, problems);
        checkCaptures(configuration, sources.values(), problems);
        var router = router(configuration, problems);
        problems.addAll(origin.extensions().problems(configuration));
        checkTexts(configuration, problems);
        checkKafka(configuration, problems);
        checkOrder(configuration, problems);
        ConfigException.throwIfAny(problems);
        return new Blueprint(
                configuration.draft(), sources, router.orElseThrow(), shelf, origin, prints);
    }

    /** What the command line adds to the kinds of action. */
    public Extensions extensions() {
        return origin.extensions();
    }

    /** The sources that believe whoever sends, which nobody should have by mistake. */
    public List<String> unverified() {
        return sources.values().stream()
                .filter(Source::isUnverified)
                .map(Source::name)
                .sorted()
                .toList();
    }

    /** The sources whose senders hand over secrets, if there is a key to keep those by. */
    public Set<String> capturing() {
        return sources.values().stream()
                .filter(it -> it.capturesSecret() && config.store().secretKey().isPresent())
                .map(Source::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Catalogue catalogue(ConfigFile file, FilePrints prints) {
        String folder = file.draft().providers();
        if (folder.isEmpty()) {
            return Catalogue.load();
        }
        prints.note(Path.of(folder));
        if (!Files.isDirectory(Path.of(folder))) {
            throw new ConfigException(
                    List.of(file.problem("providers", "there is no folder " + folder)));
        }
        return Catalogue.load(Path.of(folder));
    }

    private static Map<String, Source> sources(
            ConfigFile file, Catalogue catalogue, KeyShelf shelf, List<Problem> problems) {
        var sources = new LinkedHashMap<String, Source>();
        for (var entry : file.draft().sources().entrySet()) {
            String path = "sources." + entry.getKey() + ".";
            // Of a source that is wrong already, a second opinion would only repeat the first.
            boolean isWrong = problems.stream().anyMatch(it -> it.path().startsWith(path));
            if (!isWrong && !entry.getValue().internal()) {
                Source.compile(
                                entry.getKey(),
                                entry.getValue(),
                                catalogue,
                                shelf,
                                (key, text) -> problems.add(file.problem(path + key, text)))
                        .ifPresent(source -> sources.put(entry.getKey(), source));
            }
        }
        return sources;
    }

    private static void checkCaptures(
            ConfigFile file, Collection<Source> sources, List<Problem> problems) {
        if (problems.stream().anyMatch(it -> it.path().startsWith("store"))) {
            // The key may be there and wrong, which is said already.
            return;
        }
        for (Source source : sources) {
            CaptureRule.objection(source, file.draft().store())
                    .map(it -> file.problem("sources." + source.name() + ".secrets", it))
                    .ifPresent(problems::add);
        }
    }

    private static void checkKafka(ConfigFile file, List<Problem> problems) {
        for (var entry : file.draft().destinations().entrySet()) {
            KafkaConfig kafka = entry.getValue().kafka();
            if (kafka != null) {
                String path = "destinations." + entry.getKey() + ".kafka.properties";
                KafkaCheck.problems(kafka, entry.getValue().timeout())
                        .forEach(it -> problems.add(file.problem(path, it)));
            }
        }
    }

    /** Who needs the keys compiles them for itself; here they need only be found sound. */
    private static void checkOrder(ConfigFile file, List<Problem> problems) {
        OrderKeys.compile(
                file.draft().destinations(),
                (name, text) -> problems.add(file.problem(path(name, "order"), text)));
    }

    /** The routes; empty only if that is a problem. */
    private static Optional<Router> router(ConfigFile file, List<Problem> problems) {
        try {
            return Optional.of(Router.compile(file.draft().routes(), file.draft().sources()));
        } catch (RouteException wrong) {
            wrong.problems().forEach(it -> problems.add(file.problem(it.path(), it.text())));
            return Optional.empty();
        }
    }

    /** The actions compile their texts for themselves; here they need only be found sound. */
    private static void checkTexts(ConfigFile file, List<Problem> problems) {
        file.draft()
                .destinations()
                .forEach(
                        (name, destination) ->
                                ActionCheck.problems(destination)
                                        .forEach(
                                                (key, text) ->
                                                        problems.add(
                                                                file.problem(
                                                                        path(name, key), text))));
    }

    private static String path(String destination, String key) {
        return "destinations." + destination + "." + key;
    }
}
