package io.tidegate.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
            checkEnd(path, emit.source(), "sources", config.sources().keySet());
        }
    }

    private void checkRoute(String name, RouteConfig route) {
        String path = "routes." + name;
        checkEnds(path + ".from", route.from(), "sources", config.sources().keySet());
        checkEnds(path + ".to", route.to(), "destinations", config.destinations().keySet());
    }

    private void checkEnds(
            String path, List<String> names, String section, Collection<String> known) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String item = path + "[" + i + "]";
            if (names.indexOf(name) < i) {
                report(item, "'" + name + "' is named twice");
            } else {
                checkEnd(item, name, section, known);
            }
        }
    }

    private void checkEnd(String path, String name, String section, Collection<String> known) {
        if (!known.contains(name) && !isWritten(section, name)) {
            report(path, Words.unknown(section.replaceFirst("s$", ""), name, known));
        }
    }

    /** Whether the file has it, even if it was too wrong to become part of the configuration. */
    private boolean isWritten(String section, String name) {
        return NAME.matcher(name).matches() && positions.has(section + "." + name);
    }

    private void report(String path, String text) {
        problems.add(positions.problem(path, text));
    }
}
