package io.tidegate.config;

import io.tidegate.config.VerifyConfig.Scheme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold between the parts of a configuration; each part has checked its own values. */
final class GatewayRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final GatewayConfig config;
    private final Positions positions;
    private final Map<String, ProviderFile> catalogue;
    private final List<Problem> problems = new ArrayList<>();

    GatewayRules(GatewayConfig config, Positions positions, Map<String, ProviderFile> catalogue) {
        this.config = config;
        this.positions = positions;
        this.catalogue = catalogue;
    }

    /** All that does not hold, in no order; to be called once. */
    List<Problem> problems() {
        checkNames("sources", config.sources().keySet());
        checkNames("destinations", config.destinations().keySet());
        checkNames("routes", config.routes().keySet());
        config.sources().forEach(this::checkSource);
        config.destinations().forEach(this::checkTimeout);
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
        String path = "sources." + name;
        String provider = source.provider();
        if (provider.isEmpty()) {
            checkSecrets(path, source, source.verify());
        } else if (catalogue.containsKey(provider)) {
            checkSecrets(path, source, catalogue.get(provider).verify());
        } else {
            report(path + ".provider", unknownProvider(provider));
        }
    }

    private String unknownProvider(String provider) {
        String near =
                Words.nearest(provider, catalogue.keySet())
                        .map(it -> "did you mean '" + it + "'? ")
                        .orElse("");
        return "unknown provider '" + provider + "'; " + near + "'tidegate providers' lists them";
    }

    /** Fails closed: what is signed needs a secret, and a secret needs something signed. */
    private void checkSecrets(String path, SourceConfig source, List<VerifyConfig> ways) {
        boolean isSigned = ways.stream().anyMatch(it -> it.scheme() != Scheme.NONE);
        if (isSigned && source.secrets().isEmpty()) {
            report(path, "needs a secret; add secrets: [\"${NAME_OF_A_VARIABLE}\"]");
        }
        if (!isSigned && !source.secrets().isEmpty()) {
            report(
                    path + ".secrets",
                    "are never used, because nothing is verified; say how in verify, or drop them");
        }
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
            } else if (!known.contains(name) && !isWritten(section, name)) {
                report(item, Words.unknown(section.replaceFirst("s$", ""), name, known));
            }
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
