package io.tidegate.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must hold between the parts of a configuration; each part has checked its own values. */
final class GatewayRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final GatewayConfig config;
    private final Positions positions;
    private final Collection<String> providers;
    private final List<Problem> problems = new ArrayList<>();

    GatewayRules(GatewayConfig config, Positions positions, Collection<String> providers) {
        this.config = config;
        this.positions = positions;
        this.providers = providers;
    }

    /** All that does not hold, in no order; to be called once. */
    List<Problem> problems() {
        checkNames("sources", config.sources().keySet());
        checkNames("destinations", config.destinations().keySet());
        checkNames("routes", config.routes().keySet());
        checkReplicas();
        config.sources().forEach(this::checkSource);
        config.destinations().forEach(this::checkTimeout);
        config.destinations().forEach(this::checkEmit);
        config.routes().forEach(this::checkRoute);
        return problems;
    }

    private void checkNames(String section, Set<String> names) {
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                report(
                        section + "." + name,
                        "a name has 1 to 63 of a-z, 0-9 and -, and does not begin with -");
            }
        }
    }

    private void checkReplicas() {
        boolean isReplicated = config.store().durability() == StoreConfig.Durability.REPLICATED;
        if (isReplicated && config.redis().isEmbedded()) {
            report(
                    "store.durability",
                    "replicated needs a server with replicas at redis.uri; the embedded one has"
                            + " none, and can do fsynced");
        }
    }

    private void checkSource(String name, SourceConfig source) {
        String provider = source.provider();
        if (!provider.isEmpty() && !providers.contains(provider)) {
            report("sources." + name + ".provider", unknownProvider(provider));
        }
    }

    private String unknownProvider(String provider) {
        String near =
                Words.nearest(provider, providers)
                        .map(it -> "did you mean '" + it + "'? ")
                        .orElse("");
        return "unknown provider '" + provider + "'; " + near + "'tidegate providers' lists them";
    }

    private void checkTimeout(String name, DestinationConfig destination) {
        var reclaimAfter = config.dispatch().reclaimAfter();
        if (destination.timeout().compareTo(reclaimAfter) >= 0) {
            report(
                    "destinations." + name + ".timeout",
                    "must be shorter than dispatch.reclaimAfter, which is "
                            + DurationText.format(reclaimAfter)
                            + ", or an attempt under way would be made twice");
        }
    }

    private void checkEmit(String name, DestinationConfig destination) {
        EmitConfig emit = destination.emit();
        if (emit != null) {
            String path = "destinations." + name + ".emit.source";
            checkName(path, "source", emit.source(), config.sources().keySet());
        }
    }

    private void checkRoute(String name, RouteConfig route) {
        String path = "routes." + name;
        checkEnds(path + ".from", route.from(), this::checkSelector);
        checkEnds(path + ".to", route.to(), this::checkDestination);
    }

    private void checkEnds(String path, List<String> ends, BiConsumer<String, String> check) {
        for (int i = 0; i < ends.size(); i++) {
            String end = ends.get(i);
            String item = path + "[" + i + "]";
            if (ends.indexOf(end) < i) {
                report(item, "'" + end + "' is named twice");
            } else {
                check.accept(item, end);
            }
        }
    }

    private void checkDestination(String item, String name) {
        checkName(item, "destination", name, config.destinations().keySet());
    }

    private void checkName(String item, String kind, String name, Collection<String> known) {
        if (!known.contains(name) && !isWritten(kind + "s", name)) {
            report(item, Words.unknown(kind, name, known));
        }
    }

    private void checkSelector(String item, String text) {
        var selector = SourceSelector.of(text);
        var sources = config.sources();
        if (selector.kind() == SourceSelector.Kind.NAME) {
            checkName(item, "source", text, sources.keySet());
        } else if (sources.entrySet().stream()
                        .noneMatch(it -> selector.picks(it.getKey(), it.getValue()))
                // A source that could not be read may be the one that is meant.
                && sources.keySet().containsAll(positions.names("sources"))) {
            report(item, picksNone(selector, text));
        }
    }

    private String picksNone(SourceSelector selector, String text) {
        return switch (selector.kind()) {
            case NAME, PATTERN ->
                    "'" + text + "' matches no source; known: " + config.sources().keySet();
            case PROVIDER -> providerOfNone(selector.word());
            case LABEL -> Words.unknown("label", selector.word(), labels());
        };
    }

    private String providerOfNone(String provider) {
        return providers.contains(provider) || SourceSelector.OURS.contains(provider)
                ? "no source has the provider '" + provider + "'"
                : unknownProvider(provider);
    }

    private Set<String> labels() {
        return config.sources().values().stream()
                .flatMap(source -> source.labels().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the file has it, even if it was too wrong to become part of the configuration. */
    private boolean isWritten(String section, String name) {
        return NAME.matcher(name).matches() && positions.has(section + "." + name);
    }

    private void report(String path, String text) {
        problems.add(positions.problem(path, text));
    }
}
